import { TentacularError } from "../errors.ts";

/** An error in a local secrets file: names files and services, never values. */
export function secretFileError(message: string, file: string, cause?: unknown): TentacularError {
  return new TentacularError(message, {
    code: "SECRETS-INVALID",
    remedy: "Write service: { key: value }, or service: $shared.<name>; see .secrets.yaml.example",
    exit: "invalid",
    place: { file },
    cause,
  });
}
