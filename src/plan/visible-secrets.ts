import { authTypes } from "../workflow/auth-types.ts";
import type { WorkflowSpec } from "../workflow/spec.ts";
import type { CodeReference } from "../workflow/workflow.ts";
import { secretNames } from "./secret-names.ts";

/** What `ctx.fetch` adds by itself, when the service has it and no auth type says what to send. */
const added = ["token", "api_key"];

/**
 * The secrets that node code gets to see, sorted: those that contract or code names, and those that `ctx.fetch` adds
 * for the services that code fetches from. Undefined without a contract: nothing is declared then, all is seen.
 */
export function visibleSecrets(
  spec: Pick<WorkflowSpec, "contract">,
  references: readonly CodeReference[],
): string[] | undefined {
  if (spec.contract === undefined) return undefined;
  const fetched = references.filter(({ kind }) => kind === "fetch").map(({ name }) => name);
  const web = Object.entries(spec.contract.dependencies).filter(([, { protocol }]) => /^https?$/.test(protocol));
  const services = new Set([...fetched, ...web.map(([name]) => name)]);
  const { dependencies } = spec.contract;
  const byName = [...services].filter((service) => !authTypes.has(dependencies[service]?.auth?.type ?? ""));
  const byFetch = byName.flatMap((service) => added.map((key) => `${service}.${key}`));
  const names = new Set([...secretNames(spec, references), ...byFetch]);
  return [...names].filter((name) => !isPartOf(name, names)).sort();
}

/** Whether a key's whole service is named too. */
function isPartOf(name: string, names: ReadonlySet<string>): boolean {
  const [service = "", ...key] = name.split(".");
  return key.length > 0 && names.has(service);
}
