import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packed } from "./packed.ts";

const linesOf = (folder: string) => readFileSync(join(folder, "SHA256SUMS"), "utf8").trim().split("\n");

test("packing twice gives the same bytes, and the sums are of what is there", async () => {
  using one = await packed();
  using other = await packed();
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
