import { filesFrom } from "../../workflow/files-from.ts";
import { packageOf } from "../../workflow/package-of.ts";
import type { Contract } from "../../workflow/spec.ts";
import type { CodeReference, Workflow } from "../../workflow/workflow.ts";

type Dependencies = Contract["dependencies"];

/** Declared dependencies that a node's file, or what it imports, asks for, sorted: by name, by secret or as a package. */
export function usesOf(path: string, { spec, imports, references }: Pick<Workflow, "spec" | "imports" | "references">) {
  const declared = spec.contract?.dependencies ?? {};
  const files = filesFrom(path.replace(/^\.\//, ""), imports);
  const asked = references.filter(({ file }) => files.has(file)).flatMap((use) => namedBy(use, declared));
  const packages = new Set(imports.filter(({ file }) => files.has(file)).map(({ specifier }) => packageOf(specifier)));
  const imported = Object.keys(declared).filter((name) => packages.has(declared[name]?.host ?? ""));
  return [...new Set([...asked, ...imported])].sort();
}

function namedBy({ kind, name }: CodeReference, declared: Dependencies): string[] {
  if (kind !== "secret") return Object.hasOwn(declared, name) ? [name] : [];
  return Object.keys(declared).filter((each) => declared[each]?.auth?.secret === name);
}
