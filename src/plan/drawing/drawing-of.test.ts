import { expect, test } from "vitest";
import { parseWorkflow } from "../../workflow/parse-workflow.ts";
import { drawingOf } from "./drawing-of.ts";
import { heightsOf } from "./heights.ts";
import { layersOf, stepsOf } from "./layers.ts";

function workflow(nodes: string[], edges: [string, string][], more = "") {
  const { spec, findings } = parseWorkflow(
    `name: w\nversion: "1.0"\nnodes: ${JSON.stringify(Object.fromEntries(nodes.map((name) => [name, { path: "a.ts" }])))}\n` +
      `edges: ${JSON.stringify(edges.map(([from, to]) => ({ from, to })))}\n${more}`,
  );
  if (!spec) throw new Error(JSON.stringify(findings));
  return { spec, references: [] };
}

test("Mermaid is sorted, whatever the order in the file, and words of its own are no danger", () => {
  const drawn = drawingOf(
    workflow(
      ["end", "b", "a"],
      [
        ["b", "end"],
        ["a", "b"],
      ],
    ),
    "mermaid",
  );
  expect(drawn).toBe("graph TD\n    a[a]\n    b[b]\n    end_[end]\n    a --> b\n    b --> end_\n");
});

test("an SVG lets no text become markup", () => {
  const drawn = drawingOf(workflow(["a"], [], 'description: "<script>alert(1)</script> & co"\n'), "svg");
  expect(drawn).not.toContain("<script>");
  expect(drawn).toContain("&#60;script&#62;alert(1)&#60;/script&#62; &#38; co");
});

test("an SVG is the same text every time", () => {
  const one = workflow(
    ["a", "b", "c"],
    [
      ["a", "c"],
      ["b", "c"],
    ],
  );
  expect(drawingOf(one, "svg")).toBe(drawingOf(one, "svg"));
});

test("lines that need not cross do not", () => {
  const stages = [
    ["a", "b", "c"],
    ["x", "y", "z"],
  ];
  const edges = [
    ["a", "z"],
    ["b", "y"],
    ["c", "x"],
  ].map(([from = "", to = ""]) => ({ from, to }));
  const { layers, chains } = layersOf({ stages, edges });
  const heights = heightsOf({ layers, chains }, () => 40);
  const straight = stepsOf(chains).map(([from, to]) => Math.round((heights.get(from) ?? 0) - (heights.get(to) ?? 0)));
  expect(straight).toEqual([0, 0, 0]);
});

test("what stands in one layer never overlaps, also in a large graph", () => {
  const stages = Array.from({ length: 12 }, (_, layer) => Array.from({ length: 12 }, (_, at) => `n${layer}-${at}`));
  const edges = stages
    .slice(1)
    .flatMap((stage, layer) =>
      stage.flatMap((to, at) => [at, (at * 7 + layer) % 12].map((from) => ({ from: `n${layer}-${from}`, to }))),
    );
  const { layers, chains } = layersOf({ stages, edges });
  const heights = heightsOf({ layers, chains }, () => 50);
  for (const layer of layers) {
    const middles = layer.map(({ id }) => heights.get(id) ?? 0);
    for (const [index, middle] of middles.slice(1).entries())
      expect(middle - (middles[index] ?? 0)).toBeGreaterThanOrEqual(49.9);
  }
});
