import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { readyEngine, startEngine, type TestEngine } from "./start-engine.ts";
import { writeWorkflow } from "./write-workflow.ts";

const says = (word: string) => `import { word } from "./word.ts";\nexport default async () => "${word} " + word;\n`;
const word = (text: string) => `export const word: string = "${text}";\n`;

const workflow = () => writeWorkflow({ nodes: { says: says("old") }, files: { "nodes/word.ts": word("one") } });

/** Asks until the answer is this one; answers how long that took. */
async function until(engine: TestEngine, output: string): Promise<number> {
  const startedAt = Date.now();
  for (;;) {
    const { body } = await engine.run({});
    if (body.outputs?.["says"] === output) return Date.now() - startedAt;
    if (Date.now() - startedAt > 10_000) throw new Error(JSON.stringify(body));
    await wait(5);
  }
}

test("an edit of a node, of a module it uses, of workflow.yaml and of secrets is served without a new start", async () => {
  const dir = workflow();
  const engine = await readyEngine(dir, ["--watch"]);
  await until(engine, "old one");
  writeFileSync(join(dir, "nodes/says.ts"), says("new"));
  await until(engine, "new one");
  writeFileSync(join(dir, "nodes/word.ts"), word("two"));
  await until(engine, "new two");
  writeFileSync(join(dir, "nodes/other.ts"), "export default async (ctx: any) => ctx.secrets.api.token;\n");
  writeFileSync(join(dir, ".secrets.yaml"), "api: { token: first }\n");
  const yaml = 'name: sample\nversion: "1.1"\nnodes:\n  says: { path: ./nodes/other.ts }\n';
  writeFileSync(join(dir, "workflow.yaml"), yaml);
  await until(engine, "first");
  writeFileSync(join(dir, ".secrets.yaml"), "api: { token: second }\n");
  await until(engine, "second");
});

test("broken code is told at its place and answered with 503; mended or created again, it serves", async () => {
  const dir = workflow();
  const engine = await readyEngine(dir, ["--watch"]);
  writeFileSync(join(dir, "nodes/says.ts"), "export default async () => {\n  return 1 +;\n};\n");
  const told = await engine.logged({ event: "not-loadable" });
  expect(told).toMatchObject({ code: "NODE-BROKEN", file: "nodes/says.ts", line: 2 });
  const refused = await engine.ask("/run", { method: "POST" });
  expect(refused).toMatchObject({
    status: 503,
    body: { error: { code: "NODE-BROKEN", place: { file: "nodes/says.ts" } } },
  });
  expect((await engine.ask("/health")).status).toBe(200);
  writeFileSync(join(dir, "nodes/says.ts"), says("mended"));
  await until(engine, "mended one");
  rmSync(join(dir, "nodes/says.ts"));
  rmSync(join(dir, "workflow.yaml"));
  await engine.logged({ event: "not-loadable", code: "WORKFLOW-MISSING" } as object);
  writeFileSync(
    join(dir, "workflow.yaml"),
    'name: sample\nversion: "1.0"\nnodes:\n  says: { path: ./nodes/says.ts }\n',
  );
  writeFileSync(join(dir, "nodes/says.ts"), says("created"));
  await until(engine, "created one");
});

test("a workflow that is broken at the start is served once it is mended", async () => {
  const dir = writeWorkflow({ nodes: { says: "export default 1;\n" } });
  const engine = await startEngine(dir, ["--watch"]);
  expect(await engine.logged({ event: "not-loadable" })).toMatchObject({ code: "NODE-BROKEN", file: "nodes/says.ts" });
  expect((await engine.ask("/ready")).status).toBe(503);
  writeFileSync(join(dir, "nodes/says.ts"), 'export default async () => "fine";\n');
  await until(engine, "fine");
  expect((await engine.ask("/ready")).status).toBe(200);
});

test("a run in flight finishes on the code it began with", async () => {
  const slow = 'export default async () => { await new Promise((next) => setTimeout(next, 800)); return "old"; };\n';
  const dir = writeWorkflow({ nodes: { says: slow } });
  const engine = await readyEngine(dir, ["--watch"]);
  const running = engine.run({});
  await wait(100);
  writeFileSync(join(dir, "nodes/says.ts"), 'export default async () => "new";\n');
  await until(engine, "new");
  expect((await running).body.outputs).toEqual({ says: "old" });
});

test("a module that loops at its top level costs nothing once it is mended: its runner is gone", async () => {
  const dir = workflow();
  const engine = await readyEngine(dir, ["--watch"]);
  await until(engine, "old one");
  writeFileSync(
    join(dir, "nodes/says.ts"),
    'Deno.stdout.writeSync(new TextEncoder().encode("looping\\n"));\nfor (;;);\n',
  );
  await engine.logged({ msg: "looping" });
  // The one before has been killed; the next is not started before this one has loaded.
  await expect.poll(() => engine.runners, { timeout: 10_000 }).toHaveLength(1);
  const looping = engine.runners[0];
  const waiting = engine.run({});
  writeFileSync(join(dir, "nodes/says.ts"), says("mended"));
  expect((await waiting).body.outputs).toEqual({ says: "mended one" });
  await until(engine, "mended one");
  await expect.poll(() => engine.runners, { timeout: 10_000 }).not.toContain(looping);
});

test("a run that waited for a reload which failed is told why, and does not wait for the mending", async () => {
  const dir = workflow();
  const engine = await readyEngine(dir, ["--watch"]);
  await until(engine, "old one");
  const breaks = 'await new Promise((next) => setTimeout(next, 1500));\nthrow new Error("odd");\n';
  writeFileSync(join(dir, "nodes/says.ts"), breaks);
  await wait(700);
  const { status, body } = await engine.run({});
  expect({ status, success: body.success }).toEqual({ status: 500, success: false });
  expect(body.errors["engine"]).toContain("odd");
});

test("a shared secret is read anew with each edit, and one that is not there is told by name", async () => {
  const show = "export default async (ctx: any) => ctx.secrets.api.token;\n";
  const dir = writeWorkflow({
    nodes: { says: show },
    files: { ".git/HEAD": "", ".secrets/mail": '{"token":"one"}', ".secrets.yaml": "api: $shared.mail\n" },
  });
  const engine = await readyEngine(dir, ["--watch"]);
  await until(engine, "one");
  writeFileSync(join(dir, ".secrets.yaml"), "api: $shared.none\n");
  expect((await engine.logged({ event: "not-loadable" })).msg).toContain('The shared secret "none" cannot be read');
  writeFileSync(join(dir, ".secrets/mail"), '{"token":"two"}');
  writeFileSync(join(dir, ".secrets.yaml"), "api: $shared.mail\n");
  await until(engine, "two");
});
