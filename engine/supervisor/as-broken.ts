import { TentacularError } from "../../src/errors.ts";

/** Any failure of a load as an error that says what to do; our own stay as they are. */
export function asBroken(error: unknown): TentacularError {
  if (error instanceof TentacularError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new TentacularError(message, { code: "ENGINE-START", exit: "internal", remedy: "See the log", cause: error });
}
