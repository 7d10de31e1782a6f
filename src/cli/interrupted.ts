import { TentacularError } from "../errors.ts";

/** The error for Ctrl-C and SIGTERM. */
export function interrupted(): TentacularError {
  return new TentacularError("Interrupted", {
    code: "INTERRUPTED",
    remedy: "Run it again when you are ready",
    exit: "interrupted",
  });
}
