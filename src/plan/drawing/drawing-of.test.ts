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
  return { spec, imports: [], references: [] };
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
  expect(drawn).toBe(
    'graph TD\n    Trigger_1(["manual"])\n    a[a]\n    b[b]\n    end_[end]\n    Trigger_1 --> a\n    a --> b\n    b --> end_\n',
  );
});

test("triggers lead to every node that begins, and dotted lines to what a node or its helpers use", () => {
  const drawn = workflow(
    ["a", "b", "c"],
    [["a", "c"]],
    `triggers: [{ type: manual }, { type: cron, name: nightly, schedule: "0 2 * * *" }]
contract:
  version: "1"
  dependencies:
    shop: { protocol: https, host: shop.example.com }
    pg: { protocol: postgresql, host: pg.example.com, database: d, user: u, auth: { type: password, secret: pg.password } }
    zod: { protocol: npm, host: zod, version: ^4 }
    idle: { protocol: https, host: idle.example.com }
`,
  );
  const at = { line: 1, column: 1 };
  const text = drawingOf(
    {
      ...drawn,
      imports: [
        { ...at, file: "a.ts", specifier: "./helper.ts", path: "helper.ts" },
        { ...at, file: "helper.ts", specifier: "npm:zod@^4" },
      ],
      references: [
        { ...at, file: "a.ts", kind: "fetch", name: "shop" },
        { ...at, file: "helper.ts", kind: "secret", name: "pg.password" },
      ],
    },
    "mermaid",
  );
  expect(text.split("\n").filter((line) => line.includes("Trigger"))).toEqual([
    '    Trigger_1(["manual"])',
    '    Trigger_2(["cron nightly<br/>0 2 * * *"])',
    "    Trigger_1 --> a",
    "    Trigger_1 --> b",
    "    Trigger_2 --> a",
    "    Trigger_2 --> b",
  ]);
  for (const used of ["pg", "shop", "zod"]) expect(text).toContain(`    a -.-> Dep_${used}\n`);
  expect(text).not.toContain("-.-> Dep_idle");
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
