import { filesFrom } from "./files-from.ts";
import type { Workflow } from "./workflow.ts";

/** Names of the nodes whose code a file is part of. */
export function nodesWith({ spec, imports }: Pick<Workflow, "spec" | "imports">, file: string): string[] {
  const nodes = Object.entries(spec.nodes);
  return nodes.filter(([, { path }]) => filesFrom(path.replace(/^\.\//, ""), imports).has(file)).map(([name]) => name);
}
