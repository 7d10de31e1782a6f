import type { WorkflowSpec } from "./spec.ts";

/**
 * Nodes that may run side by side, stage after stage: a node stands as far back as its longest way from a start.
 * Names are sorted within a stage, so the same workflow always gives the same stages.
 *
 * @example
 * stagesOf(spec); // [["pull"], ["score"], ["ping", "store"]]
 */
export function stagesOf({ nodes, edges }: Pick<WorkflowSpec, "nodes" | "edges">): string[][] {
  const before = new Map<string, string[]>(Object.keys(nodes).map((name) => [name, []]));
  for (const { from, to } of edges) before.get(to)?.push(from);
  const depths = new Map<string, number>();
  const waiting = new Set(before.keys());
  for (let depth = 0; waiting.size > 0; depth++) {
    const ready = [...waiting].filter((name) => before.get(name)?.every((earlier) => depths.has(earlier)));
    if (ready.length === 0) break;
    for (const name of ready) depths.set(name, depth);
    for (const name of ready) waiting.delete(name);
  }
  const stages: string[][] = [];
  for (const [name, depth] of depths) stages[depth] = [...(stages[depth] ?? []), name];
  return stages.map((stage) => stage.sort());
}
