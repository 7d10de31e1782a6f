import { foundInstead } from "./found-instead.ts";
import type { LocalSecrets } from "./local-secrets.ts";
import { missingSecrets } from "./missing-secrets.ts";
import type { SecretValue } from "./secret-value.ts";

/** Where a deploy looks for secrets. */
export type SecretsRemedyOptions = {
  workflow: string;
  /** All that the workflow names. */
  needed: string[];
  /** What its Secret holds now. */
  there: Record<string, SecretValue> | undefined;
  local: LocalSecrets | undefined;
};

/** How to provide the secrets that a deploy misses. Local files replace what an earlier deploy has put into the Secret. */
export function secretsRemedy(missing: string[], { workflow, needed, there, local }: SecretsRemedyOptions): string {
  const it = missing.length === 1 ? "it" : "them";
  const secret = `the Secret "${workflow}-secrets"`;
  if (local === undefined) return `Add ${it} to .secrets.yaml beside workflow.yaml, or to ${secret}`;
  const files = local.files.join(" and ");
  const instead = missing.flatMap((name) => foundInstead(name, { needed, services: local.services }) ?? []);
  if (instead.length > 0) return `Mend ${files}: ${instead.join("; ")}`;
  const known = missingSecrets(missing, there ?? {}).length === 0;
  if (known) return `${files} would replace ${secret}, which has ${it}: add ${it} to ${files}, or move that away`;
  return `Add ${it} to ${files} beside workflow.yaml`;
}
