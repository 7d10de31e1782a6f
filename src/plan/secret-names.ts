import type { WorkflowSpec } from "../workflow/spec.ts";
import type { CodeReference } from "../workflow/workflow.ts";

/** Every secret that the contract or the code names, sorted: `service.key`, or `service` where no key is known. */
export function secretNames(spec: Pick<WorkflowSpec, "contract">, references: readonly CodeReference[]): string[] {
  const declared = Object.values(spec.contract?.dependencies ?? {}).flatMap(({ auth }) => (auth ? [auth.secret] : []));
  const used = references.filter(({ kind, name }) => kind === "secret" && name !== "*").map(({ name }) => name);
  const names = [...new Set([...declared, ...used])].sort();
  return names.filter((name) => !names.some((other) => other.startsWith(`${name}.`)));
}
