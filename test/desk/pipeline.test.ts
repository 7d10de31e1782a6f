import { expect, test } from "vitest";
import { expectGolden } from "../cli/golden.ts";
import { tntc } from "../cli/tntc.ts";
import { sample } from "./sample.ts";

const nodes = {
  start: "export default async (_ctx, input) => ({ n: input.n ?? 0 });",
  left: "export default async (_ctx, { n }) => n + 1;",
  right: "export default async (_ctx, { n }) => n * 2;",
  join: "export default async (_ctx, input) => input;",
};
const edges = ["start left", "start right", "left join", "right join"];

test("the whole workflow is run with what tests/pipeline says, node by node", async () => {
  using space = sample({
    nodes,
    edges,
    files: {
      "tests/pipeline/five.json": { input: { n: 5 }, expected: { left: 6, join: { right: 10, left: 6 } } },
      "tests/pipeline/wrong.json": { input: { n: 5 }, expected: { right: 11, join: { right: 10, left: 6 } } },
    },
  });
  const { stdout, exitCode } = await tntc(["test", "--pipeline", space.dir]);
  expect(exitCode).toBe(1);
  expectGolden("desk/pipeline", stdout);
});

test("without a file it is run once with an empty input", async () => {
  using space = sample({ nodes, edges });
  const { stdout, exitCode } = await tntc(["test", "--pipeline", space.dir]);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/✓ pipeline \(\d+ms\)/);
});

test("the node that fails is named, with its place", async () => {
  using space = sample({
    nodes: { ...nodes, right: "export default async () => {\n  throw new Error('odd');\n};" },
    edges,
  });
  const { stdout, exitCode } = await tntc(["test", "--pipeline", space.dir]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('Node "right": odd');
  expect(stdout).toContain("nodes/right.ts:2:9");
});

test("an output is what its node returned, as in the engine, whatever a later node does to it", async () => {
  using space = sample({
    nodes: {
      gives: "export default async () => ({ list: [1] });",
      spoils: "export default async (_ctx, got) => { got.list.push(10n); };",
    },
    edges: ["gives spoils"],
    files: { "tests/pipeline/a.json": { expected: { gives: { list: [1] } } } },
  });
  const { stdout, exitCode } = await tntc(["test", "--pipeline", space.dir]);
  expect(exitCode, stdout).toBe(0);
});

test("an expectation for a node that is not there is an error", async () => {
  using space = sample({ nodes, edges, files: { "tests/pipeline/a.json": { expected: { jion: 1 } } } });
  const { stderr, exitCode } = await tntc(["test", "--pipeline", space.dir]);
  expect(exitCode).toBe(6);
  expect(stderr).toContain("tests/pipeline/a.json");
});

test("a node that never ends ends the test in its time", async () => {
  using space = sample({ nodes: { ...nodes, left: "export default async () => { for (;;); };" }, edges });
  const { stdout, exitCode } = await tntc(["test", "--pipeline", space.dir, "--timeout", "1"]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain("✗ pipeline");
});

test("a node is tried again as config.retries says, unless it has used up the test's time; its own test tries once", async () => {
  using space = sample({
    nodes: {
      shy: "let calls = 0;\nexport default () => { if (++calls % 3 !== 0) throw new Error('call ' + calls); return calls; };",
      hangs: "export default (_ctx, input) => (input === 3 ? new Promise(() => {}) : input);",
    },
    edges: ["shy hangs"],
    more: "config: { retries: 2 }",
    files: { "tests/fixtures/shy.json": {}, "tests/fixtures/hangs.json": {} },
  });
  const { stdout } = await tntc(["test", "--pipeline", space.dir, "--timeout", "2s"]);
  expect(stdout).toContain('Node "hangs" timed out after 2000ms');
  expect(stdout).toContain("    | shy WARN Attempt 2 failed: call 2\n");
  const alone = await tntc(["test", `${space.dir}/shy`]);
  expect(alone.stdout).toContain("call 1");
});
