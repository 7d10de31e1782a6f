import { expect, test } from "vitest";
import { stagesOf } from "./stages.ts";

function graph(...edges: string[]) {
  const pairs = edges.filter((edge) => edge.includes(">")).map((edge) => edge.split(">"));
  const names = edges.flatMap((edge) => edge.split(">"));
  const nodes = Object.fromEntries(names.map((name) => [name, { path: `${name}.ts` }]));
  return { nodes, edges: pairs.map(([from = "", to = ""]) => ({ from, to })) };
}

test("a node stands behind the longest way that leads to it", () => {
  expect(stagesOf(graph("a>d", "a>b", "b>c", "c>d"))).toEqual([["a"], ["b"], ["c"], ["d"]]);
});

test("what may run side by side is one stage, sorted by name", () => {
  expect(stagesOf(graph("z>end", "m>end", "a>end", "lone"))).toEqual([["a", "lone", "m", "z"], ["end"]]);
});

test("the order of nodes and edges in the file does not matter", () => {
  const there = stagesOf(graph("a>b", "a>c", "b>d", "c>d"));
  const back = stagesOf(graph("c>d", "b>d", "a>c", "a>b"));
  expect(back).toEqual(there);
});

test("edges that are written twice change nothing", () => {
  expect(stagesOf(graph("a>b", "a>b"))).toEqual([["a"], ["b"]]);
});
