import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { expectGolden } from "../cli/golden.ts";
import { run } from "../cli/tntc.ts";
import { sample } from "./sample.ts";
import { workspace } from "./workspace.ts";

test.each(["test", "dev", "run --local"])("where Deno is missing, tntc %s says what to install", async (words) => {
  using elsewhere = workspace();
  for (const part of ["bin", "dist", "package.json"])
    cpSync(join(packageRoot(), part), join(elsewhere.dir, part), { recursive: true });
  mkdirSync(join(elsewhere.dir, "empty"));
  mkdirSync(join(elsewhere.dir, "node_modules"));
  symlinkSync(join(packageRoot(), "node_modules/oxc-parser"), join(elsewhere.dir, "node_modules/oxc-parser"));
  using space = sample({ nodes: { a: "export default async () => 1;" }, files: { "tests/fixtures/a.json": {} } });
  const env = { PATH: join(elsewhere.dir, "empty"), XDG_CACHE_HOME: join(elsewhere.dir, "cache") };
  const program = [join(packageRoot(), "node_modules/.bin/pinned-node"), join(elsewhere.dir, "bin/tntc.cjs")];
  const { exitCode, stdout, stderr } = await run([...program, ...words.split(" ")], { cwd: space.dir, env });
  expect({ exitCode, stdout }).toEqual({ exitCode: 4, stdout: "" });
  expectGolden("desk/deno-missing", stderr);
});
