import type { Progress } from "../output/progress.ts";
import { secretNames } from "../plan/secret-names.ts";
import { foundInstead } from "../secrets/found-instead.ts";
import { missingSecrets } from "../secrets/missing-secrets.ts";
import { readLocalSecrets } from "../secrets/read-local-secrets.ts";
import type { Workflow } from "../workflow/workflow.ts";

/**
 * Reads the secrets beside a workflow and warns of those that its contract or code names and that are not there.
 * Only a warning: the nodes that one is working on may need none of them.
 *
 * @throws SECRETS-INVALID (invalid)
 */
export async function warnMissingSecrets(workflow: Workflow, progress: Pick<Progress, "warn">): Promise<void> {
  const { services = {}, files = [".secrets.yaml"], from = {} } = (await readLocalSecrets(workflow.dir)) ?? {};
  const needed = secretNames(workflow.spec, workflow.references);
  const missing = missingSecrets(needed, services);
  if (missing.length === 0) return;
  const placeOf = (service: string) => from[service] ?? ".secrets.yaml";
  const instead = missing.flatMap((name) => foundInstead(name, { needed, services, placeOf }) ?? []);
  const named = missing.map((name) => `"${name}"`).join(", ");
  const what = missing.length === 1 ? `The secret ${named} is` : `The secrets ${named} are`;
  const how = instead.length > 0 ? "missing" : `not in ${files.join(" or ")}`;
  progress.warn([`${what} ${how}: nodes run without`, ...instead].join("; "));
}
