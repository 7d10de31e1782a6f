import { createHash } from "node:crypto";
import { mkdtempDisposable, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { frozenCopy } from "./frozen-copy.ts";
import { pack } from "./pack.ts";
import { packed } from "./packed.ts";

const linesOf = async (folder: string) => (await readFile(join(folder, "SHA256SUMS"), "utf8")).trim().split("\n");

test("the same sources give the same bytes, wherever they lie and wherever one stands", async () => {
  const one = await packed();
  await using elsewhere = await mkdtempDisposable(join(tmpdir(), "tentacular-elsewhere-"));
  const [root, out] = [join(elsewhere.path, "sources"), join(elsewhere.path, "out")];
  frozenCopy(one.sources, root);
  await pack({ root, out, cwd: tmpdir() });
  const sums = await linesOf(one.folder);
  expect(await linesOf(out)).toEqual(sums);
  expect(sums.length).toBeGreaterThanOrEqual(4);
  for (const line of sums) {
    const [sum = "", path = ""] = line.split("  ");
    const bytes = await readFile(join(out, path));
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(sum);
  }
}, 500_000);
