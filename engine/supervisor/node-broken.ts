import { TentacularError } from "../../src/errors.ts";
import type { Breakage } from "../runner/broken-node.ts";

/** What is wrong with a file, as an error of the workflow. */
export function nodeBroken({ message, file, line, column, stack, code, remedy }: Breakage): TentacularError {
  return new TentacularError(message, {
    code: code ?? "NODE-BROKEN",
    exit: "invalid",
    remedy: remedy ?? "Mend the file",
    place: { file, ...(line !== undefined && { line }), ...(column !== undefined && { column }) },
    cause: stack,
  });
}
