import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "../cli/tntc.ts";
import { networkEnv } from "./network-env.ts";
import { nodeAt } from "./node-at.ts";
import { packed } from "./packed.ts";

/** The oldest Node that the program promises to run on, and one that is older. */
const oldest = "22.12.0";
const tooOld = "20.18.0";

/** Milliseconds that a slow network may take. */
const fetching = 300_000;

let work: string;
let installed: string;

/** A PATH on which `node` is this one. */
function pathWith(node: string): string {
  const folder = join(work, "path", node.replaceAll("/", "_"));
  mkdirSync(folder, { recursive: true });
  rmSync(join(folder, "node"), { force: true });
  symlinkSync(node, join(folder, "node"));
  return `${folder}:/usr/bin:/bin`;
}

/** The tarball that README tells to install, seen from the checkout. */
function tarballOfReadme(): string {
  const [, tarball] = /^npm install --global (\S+)$/m.exec(readFileSync("README.md", "utf8")) ?? [];
  return tarball ?? "README names none";
}

beforeAll(async () => {
  const pack = await packed();
  work = mkdtempSync(join(tmpdir(), "tentacular-installed-"));
  const options = ["--prefix", join(work, "prefix"), "--no-audit", "--no-fund"];
  const install = ["npm", "install", "--global", ...options, tarballOfReadme()];
  const cwd = dirname(pack.folder);
  const { exitCode, stderr } = await run(install, { cwd, timeout: 240_000, env: networkEnv() });
  expect({ exitCode, stderr: stderr.replaceAll(/^npm warn .*\n/gm, "") }).toEqual({ exitCode: 0, stderr: "" });
  installed = join(work, "prefix", "bin", "tntc");
  await Promise.all([nodeAt(oldest), nodeAt(tooOld)]);
}, fetching);
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe("the npm package, installed elsewhere", () => {
  test("runs on the oldest Node it promises, and makes a workflow that validates there", async () => {
    const env = { PATH: pathWith(await nodeAt(oldest)) };
    const cwd = work;
    expect(await run([installed, "version", "-o", "json"], { env, cwd })).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await run([installed, "init", "hello"], { env, cwd })).toMatchObject({ exitCode: 0 });
    expect(await run([installed, "completion", "bash"], { env, cwd })).toMatchObject({ exitCode: 0 });
    const validated = await run([installed, "validate", "hello", "-o", "json"], { env, cwd });
    expect(validated).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(validated.stdout)).toMatchObject({ command: "validate", status: "pass" });
  });

  test("brings a Kubernetes client that loads on that Node", async () => {
    const client = join(dirname(dirname(installed)), "lib/node_modules/tentacular/dist/client-node.cjs");
    const script = `new (require(${JSON.stringify(client)}).KubeConfig)(); console.log("loaded")`;
    expect(await run([await nodeAt(oldest), "-e", script])).toEqual({ stdout: "loaded\n", stderr: "", exitCode: 0 });
  });

  test("refuses an older Node with one error that says what to do", async () => {
    const { stdout, stderr, exitCode } = await run([installed, "version"], {
      env: { PATH: pathWith(await nodeAt(tooOld)) },
    });
    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 4 });
    expect(stderr).toMatch(
      /^Error: Tentacular needs Node 22\.12 or newer, but this is Node 20\.18\.0 .*\n.*\n {2}Remedy: /,
    );
    expect(stderr.trim().split("\n")).toHaveLength(3);
  });

  test("depends on nothing but the native parser", () => {
    const manifest = join(dirname(dirname(installed)), "lib/node_modules/tentacular/package.json");
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync(manifest, "utf8"));
    expect(Object.keys(dependencies)).toEqual(["oxc-parser"]);
    expect([devDependencies, optionalDependencies]).toEqual([undefined, undefined]);
  });
});
