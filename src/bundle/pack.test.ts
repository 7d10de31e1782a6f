import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { digestOf } from "./digest.ts";
import { pack } from "./pack.ts";

const dir = await mkdtemp(join(tmpdir(), "pack-"));
afterAll(() => rm(dir, { recursive: true }));
await mkdir(join(dir, "nodes"));
await writeFile(join(dir, "workflow.yaml"), "name: hello\n");
await writeFile(join(dir, "nodes/a.ts"), "export default () => 1;\n");
await writeFile(join(dir, "nodes/big.ts"), `// ${"x".repeat(128 * 1024)}\n`);

test("the digest is that of the canonical tar, whatever the order of the files", async () => {
  const text = (path: string, content: string) => ({ path, bytes: new TextEncoder().encode(content) });
  const digest = await digestOf([
    text("nodes/a.ts", "export default () => 1;\n"),
    text("workflow.yaml", "name: hello\n"),
  ]);
  const one = await pack({ dir, files: ["workflow.yaml", "nodes/a.ts"] });
  const two = await pack({ dir, files: ["nodes/a.ts", "workflow.yaml"] });
  expect([one.digest, two.digest]).toEqual([digest, digest]);
  expect(one).toEqual(two);
  expect(one.bytes).toBe(36);
});

test("code above 128 KiB is refused with its largest files and what comes", async () => {
  await expect(pack({ dir, files: ["workflow.yaml", "nodes/big.ts"] })).rejects.toMatchObject({
    code: "CODE-TOO-LARGE",
    exit: "invalid",
    message: expect.stringContaining('"nodes/big.ts" (128.0 KiB)'),
    remedy: expect.stringContaining("later version"),
  });
});

test("a file that is not there is named", async () => {
  await expect(pack({ dir, files: ["nodes/gone.ts"] })).rejects.toMatchObject({
    code: "FILE-MISSING",
    place: { file: "nodes/gone.ts" },
  });
});

test("what we made goes before the folder's own, is covered by the digest, and the import map travels beside", async () => {
  const made = (map: string) => [
    { path: "import_map.json", bytes: new TextEncoder().encode(map) },
    { path: "deno.lock", bytes: new TextEncoder().encode("{}") },
  ];
  await writeFile(join(dir, "deno.lock"), "an older one");
  const files = ["workflow.yaml", "deno.lock"];
  const one = await pack({ dir, files, made: made('{"imports":{}}') });
  expect(one.files.map(({ path }) => path)).toEqual(["deno.lock", "workflow.yaml"]);
  expect(one.files[0]).toMatchObject({ text: "{}" });
  expect(one.importMap).toBe('{"imports":{}}');
  expect((await pack({ dir, files, made: made('{"imports": {}}') })).digest).not.toBe(one.digest);
});
