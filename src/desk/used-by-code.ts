import { packageOf } from "../workflow/package-of.ts";
import type { Workflow } from "../workflow/workflow.ts";

/** Names of declared dependencies that code refers to by name, or imports: an `npm` or `jsr` one is used by its import. */
export function usedByCode({ spec, imports, references }: Workflow): string[] {
  const declared = Object.entries(spec.contract?.dependencies ?? {});
  const named = new Set(references.filter(({ kind }) => kind !== "secret").map(({ name }) => name));
  const packages = new Set(imports.map(({ specifier }) => packageOf(specifier)));
  return declared.filter(([name, { host = "" }]) => named.has(name) || packages.has(host)).map(([name]) => name);
}
