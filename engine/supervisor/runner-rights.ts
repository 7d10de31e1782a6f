import type { LoadedWorkflow } from "../wire/reading.ts";
import type { RunnerOptions } from "./runner-command.ts";

/** What a runner may do, as far as the workflow decides it. */
export type RunnerRights = Pick<RunnerOptions, "net" | "imports" | "dirs">;

/** The rights of a workflow in `folder`, which is where the command line says it is. */
export function rightsOf({ net, imports, request }: LoadedWorkflow, folder: string): RunnerRights {
  return { net, imports, dirs: [...new Set([request.dir, folder])] };
}
