import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { frozenCopies } from "./frozen-copies.ts";
import { packed } from "./packed.ts";

const linesOf = (folder: string) => readFileSync(join(folder, "SHA256SUMS"), "utf8").trim().split("\n");

test("the same sources give the same bytes, wherever they lie and wherever one stands", async () => {
  using copies = frozenCopies(2);
  const [root = "", elsewhere = ""] = copies.roots;
  using one = await packed({ root });
  using other = await packed({ root: elsewhere, cwd: tmpdir() });
  const sums = linesOf(one.folder);
  expect(linesOf(other.folder)).toEqual(sums);
  expect(sums.length).toBeGreaterThanOrEqual(4);
  for (const line of sums) {
    const [sum = "", path = ""] = line.split("  ");
    expect(
      createHash("sha256")
        .update(readFileSync(join(one.folder, path)))
        .digest("hex"),
    ).toBe(sum);
  }
}, 500_000);
