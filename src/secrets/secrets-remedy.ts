import { foundInstead } from "./found-instead.ts";
import type { LocalSecrets } from "./local-secrets.ts";
import { missingSecrets } from "./missing-secrets.ts";
import { secretForms } from "./secret-forms.ts";
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
export function secretsRemedy(missing: string[], options: SecretsRemedyOptions): string {
  const { workflow, needed, there = {}, local } = options;
  const secret = `the Secret "${workflow}-secrets"`;
  const { services, placeOf } = local
    ? { services: local.services, placeOf: (service: string) => local.from[service] ?? ".secrets.yaml" }
    : { services: there, placeOf: () => secret };
  const instead = missing.flatMap((name) => foundInstead(name, { needed, services, placeOf }) ?? []);
  if (instead.length > 0) return `Mend what is there: ${instead.join("; ")}`;
  const { yaml, json } = secretForms(missing);
  if (local === undefined) return `Add ${yaml} to .secrets.yaml beside workflow.yaml, or to ${secret} the key ${json}`;
  const it = missing.length === 1 ? "it" : "them";
  const files = local.files.join(" and ");
  const known = missingSecrets(missing, there).length === 0;
  if (known) return `${files} would replace ${secret}, which has ${it}: add ${it} to ${files}, or move that away`;
  return local.files.includes(".secrets.yaml")
    ? `Add ${yaml} to .secrets.yaml beside workflow.yaml`
    : `Add ${yaml} to .secrets.yaml beside workflow.yaml, or to .secrets/ the file ${json}`;
}
