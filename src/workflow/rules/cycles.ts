import type { Draft } from "../draft.ts";
import type { Problem } from "../problem.ts";

type Graph = Map<string, Set<string>>;

/** Nodes that wait for each other, and nodes that wait for those. */
export function cycleRules({ nodes, edges }: Draft): Problem[] {
  const stuck = withoutStarts(graphOf(nodes, edges));
  const cycles = cyclesIn(stuck);
  const turning = new Set(cycles.flat());
  const behind = [...stuck.keys()].filter((name) => !turning.has(name));
  return [...cycles.map((cycle) => cycleProblem(cycle, edges)), ...behind.map(unreachable)];
}

function graphOf(nodes: Draft["nodes"], edges: Draft["edges"]): Graph {
  const graph: Graph = new Map([...nodes.keys()].map((name) => [name, new Set<string>()]));
  for (const edge of edges) {
    if (edge && edge.from !== edge.to && graph.has(edge.to)) graph.get(edge.from)?.add(edge.to);
  }
  return graph;
}

/** What is left when everything that can run has run. */
function withoutStarts(graph: Graph): Graph {
  const waitsFor = new Map<string, number>([...graph.keys()].map((name) => [name, 0]));
  for (const followers of graph.values()) for (const to of followers) waitsFor.set(to, (waitsFor.get(to) ?? 0) + 1);
  const ready = [...graph.keys()].filter((name) => waitsFor.get(name) === 0);
  const done = new Set<string>();
  for (let name = ready.pop(); name !== undefined; name = ready.pop()) {
    done.add(name);
    for (const to of graph.get(name) ?? []) {
      const left = (waitsFor.get(to) ?? 0) - 1;
      waitsFor.set(to, left);
      if (left === 0) ready.push(to);
    }
  }
  return new Map([...graph].filter(([name]) => !done.has(name)));
}

/** The shortest cycle through each node that is in one, each cycle once. */
function cyclesIn(stuck: Graph): string[][] {
  const told = new Set<string>();
  const cycles: string[][] = [];
  for (const name of [...stuck.keys()].sort()) {
    const cycle = told.has(name) ? undefined : shortestCycle(name, stuck);
    for (const member of cycle ?? []) told.add(member);
    if (cycle) cycles.push(cycle);
  }
  return cycles;
}

function shortestCycle(start: string, graph: Graph): string[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const name of queue) {
    for (const to of [...(graph.get(name) ?? [])].sort()) {
      if (to === start) return wayTo(name, start, cameFrom);
      if (cameFrom.has(to) || !graph.has(to)) continue;
      cameFrom.set(to, name);
      queue.push(to);
    }
  }
  return undefined;
}

function wayTo(end: string, start: string, cameFrom: Map<string, string>): string[] {
  const way = [end];
  for (let name = end; name !== start; way.push(name)) name = cameFrom.get(name) ?? start;
  return way.reverse();
}

function cycleProblem(cycle: string[], edges: Draft["edges"]): Problem {
  const [first, last] = [cycle[0], cycle.at(-1)];
  const closing = edges.findIndex((edge) => edge?.from === last && edge?.to === first);
  const shown = cycle.length > 12 ? [...cycle.slice(0, 10), `(${cycle.length - 11} more)`, last] : cycle;
  const message = `Cycle: ${[...shown, first].join(" → ")}`;
  return { code: "CYCLE", path: ["edges", closing], message, remedy: "Remove one of these edges" };
}

function unreachable(name: string): Problem {
  const message = `Node "${name}" can never run: it waits for a cycle`;
  return { code: "NODE-UNREACHABLE", path: ["nodes", name], on: "key", message, remedy: "Break the cycle before it" };
}
