import type { SecretValue } from "./secret-value.ts";

/** Secrets as they lie beside a workflow: one value per service. Never printed, never logged. */
export type LocalSecrets = {
  services: Record<string, SecretValue>;
  /** Where they came from, for messages. */
  files: string[];
  /** The file of each service: `.secrets.yaml`, or e.g. `.secrets/shop`. */
  from: Record<string, string>;
};
