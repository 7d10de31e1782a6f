import type { Draft } from "../draft.ts";
import { nearest } from "../nearest.ts";
import type { Problem } from "../problem.ts";
import type { Edge } from "../spec.ts";

/** Both ends of an edge are nodes, and not the same one; a node stands somewhere in the graph. */
export function edgeRules({ nodes, edges }: Draft): Problem[] {
  const names = [...nodes.keys()];
  const seen = new Set<string>();
  const problems = edges.flatMap((edge, index) => {
    if (!edge) return [];
    const twice = seen.has(JSON.stringify([edge.from, edge.to]));
    seen.add(JSON.stringify([edge.from, edge.to]));
    return [...unknownEnds(edge, index, names), ...same(edge, index), ...(twice ? [again(edge, index)] : [])];
  });
  // A wrong name in an edge may be meant for the node that seems to be alone.
  const misnamed = problems.some(({ code }) => code === "EDGE-NODE-UNKNOWN");
  return misnamed ? problems : [...problems, ...alone(names, edges)];
}

function unknownEnds(edge: Edge, index: number, names: string[]): Problem[] {
  // Without any node, that is what has to be mended first.
  if (names.length === 0) return [];
  const ends = (["from", "to"] as const).filter((end) => !names.includes(edge[end]));
  return ends.map((end) => {
    const meant = nearest(edge[end], names);
    return {
      code: "EDGE-NODE-UNKNOWN",
      path: ["edges", index, end],
      message: `There is no node "${edge[end]}"`,
      remedy: meant
        ? `Did you mean "${meant}"?`
        : `Add it under "nodes", or name one of: ${names.slice(0, 10).join(", ")}`,
    };
  });
}

function same({ from, to }: Edge, index: number): Problem[] {
  if (from !== to) return [];
  const message = `Edge from "${from}" to itself`;
  return [{ code: "EDGE-TO-SELF", path: ["edges", index], message, remedy: "Remove the edge" }];
}

function again({ from, to }: Edge, index: number): Problem {
  const message = `Edge from "${from}" to "${to}" is written twice`;
  return { code: "EDGE-TWICE", severity: "warning", path: ["edges", index], message, remedy: "Remove one of them" };
}

/** With edges in the file, a node in none of them is more often forgotten than meant. */
function alone(names: string[], edges: Draft["edges"]): Problem[] {
  if (edges.length === 0 || edges.includes(undefined)) return [];
  const joined = new Set(edges.flatMap((edge) => (edge ? [edge.from, edge.to] : [])));
  const single = names.filter((name) => !joined.has(name));
  return single.map((name) => ({
    code: "NODE-ALONE",
    severity: "warning",
    path: ["nodes", name],
    on: "key",
    message: `Node "${name}" is in no edge, so it runs at the start, apart from the others`,
    remedy: "Add an edge, if it belongs to the others",
  }));
}
