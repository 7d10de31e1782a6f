import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { inlineFiles } from "./inline-file.ts";
import { modulesProblem } from "./modules-problem.ts";

const kib = 1024;
const module = (bytes: Uint8Array) => [{ path: "modules/a.mjs", bytes }];
const text = (size: number) => new TextEncoder().encode("export const a = 1;\n".repeat(size / 20));

test.each([
  ["900 KiB of modules that compress well travel", text(900 * kib), undefined],
  ["more than a ConfigMap holds does not, however well it compresses", text(1000 * kib), "1000.0 KiB"],
  ["200 KiB that do not compress travel", new Uint8Array(randomBytes(200 * kib)), undefined],
  ["700 KiB that do not compress would be a release above what Kubernetes takes", randomBytes(700 * kib), "700.0 KiB"],
])("%s", (_, bytes, said) => {
  const files = module(new Uint8Array(bytes));
  const problem = modulesProblem(files, inlineFiles(files));
  if (said === undefined) expect(problem).toBeUndefined();
  else {
    expect(problem?.message).toContain(said);
    expect(problem).toMatchObject({ code: "MODULES-TOO-LARGE", remedy: expect.stringContaining("--modules proxy") });
  }
});
