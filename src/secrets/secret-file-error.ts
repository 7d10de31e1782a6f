import { type Place, TentacularError } from "../errors.ts";

/** An error in a local secrets file: names files and services, never values. */
export function secretFileError(message: string, place: Place, cause?: unknown): TentacularError {
  return new TentacularError(message, {
    code: "SECRETS-INVALID",
    remedy: "Write service: { key: value }, or service: $shared.NAME for the file .secrets/NAME of the repository",
    exit: "invalid",
    place,
    cause,
  });
}
