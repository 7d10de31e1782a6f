import { copyFileSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { digestOf } from "../../src/bundle/digest.ts";
import { packageRoot } from "../../src/package-root.ts";
import { readyEngine, startEngine } from "./start-engine.ts";
import { writeWorkflow } from "./write-workflow.ts";

const one = "export default async () => 1;\n";

/** The folder as a mounted ConfigMap shows it: bytes behind `..data`, links in front. */
function asMounted(dir: string): void {
  mkdirSync(join(dir, "..2026"));
  renameSync(join(dir, "workflow.yaml"), join(dir, "..2026/workflow.yaml"));
  renameSync(join(dir, "nodes"), join(dir, "..2026/nodes"));
  symlinkSync("..2026", join(dir, "..data"));
  symlinkSync("..data/workflow.yaml", join(dir, "workflow.yaml"));
  symlinkSync("..data/nodes", join(dir, "nodes"));
}

test("code that a ConfigMap mounts is verified by its digest, and runs", async () => {
  const dir = writeWorkflow({ nodes: { one } });
  const files = ["workflow.yaml", "nodes/one.ts"].map((path) => ({ path, bytes: readFileSync(join(dir, path)) }));
  asMounted(dir);
  const engine = await readyEngine(dir, ["--digest", await digestOf(files)]);
  expect((await engine.run({})).body.outputs).toEqual({ one: 1 });
});

test("other code than the digest names is not loaded: one line, exit 78", async () => {
  const marker = 'console.log("LOADED");\nexport default async () => 1;\n';
  const engine = await startEngine(writeWorkflow({ nodes: { marker } }), ["--digest", `sha256:${"0".repeat(64)}`]);
  expect(await engine.ended).toBe(78);
  expect(engine.log.filter(({ level }) => level === "error")).toMatchObject([{ code: "DIGEST-MISMATCH" }]);
  expect(engine.lines.join("\n")).not.toContain("LOADED");
});

test("a workflow that cannot be loaded ends the engine with 78 and names the place", async () => {
  const bad = 'console.warn("half way with t0p-secret");\nexport default 1;\n';
  const files = { ".secrets.yaml": "any: { key: t0p-secret }\n" };
  const engine = await startEngine(writeWorkflow({ nodes: { bad }, files }));
  expect(await engine.ended).toBe(78);
  expect(engine.log.find(({ level }) => level === "warn")).toMatchObject({ msg: "half way with «redacted»" });
  expect(engine.log.find(({ level }) => level === "error")).toMatchObject({
    code: "NODE-BROKEN",
    file: "nodes/bad.ts",
  });
});

test("a module that loops at its top level ends the engine with 78 and says so, in bounded time", async () => {
  const more = 'contract: { version: "1", dependencies: {} }\n';
  // It never yields, and leaves the processor to the other tests meanwhile.
  const loop = "for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);\n";
  const engine = await startEngine(writeWorkflow({ nodes: { loops: loop }, more }));
  expect(await engine.ended).toBe(78);
  const told = engine.log.find(({ level }) => level === "error");
  expect(told).toMatchObject({ code: "NODE-BROKEN", msg: expect.stringContaining("loops or waits at its top level") });
}, 40_000);

test("a runner that ends before it greets is told, not waited for", async () => {
  const dir = writeWorkflow({
    nodes: { one },
    files: { "engine/runner.js": 'await Deno.connect({ transport: "unix", path: Deno.args[0] });\nDeno.exit(3);\n' },
  });
  const program = join(dir, "engine/supervisor.js");
  for (const name of ["supervisor.js", "reader.js"]) {
    copyFileSync(join(packageRoot(), "dist/engine", name), join(dir, "engine", name));
  }
  const engine = await startEngine(dir, [], { program });
  expect(await engine.ended).toBe(78);
  expect(engine.log.find(({ level }) => level === "error")?.msg).toContain("ended before it was ready (exit code 3)");
});

test("what waited while the workflow could no longer be loaded is told so before the engine ends with 78", async () => {
  const loops = "export default async (_: unknown, input: { loop?: true }) => { if (input.loop) for (;;); };\n";
  const dir = writeWorkflow({ nodes: { loops }, more: "config: { timeout: 1s }\n" });
  const engine = await readyEngine(dir, ["--concurrency", "1"]);
  const looping = engine.run({ loop: true });
  await wait(200);
  const waiting = engine.run({});
  writeFileSync(join(dir, "workflow.yaml"), "name: [\n");
  expect((await looping).body.errors["loops"]).toMatch(/timed out/);
  expect(await waiting).toMatchObject({
    status: 500,
    body: { success: false, errors: { engine: expect.any(String) } },
  });
  expect(await engine.ended).toBe(78);
});
