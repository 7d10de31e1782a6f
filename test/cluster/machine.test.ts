import { spawn } from "node:child_process";
import { chmod, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const nobody = 65534;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tentacular-machine-"));
});
afterEach(() => rm(folder, { recursive: true }));

type Lacking = { env?: NodeJS.ProcessEnv; uid?: number };

const up = [join(import.meta.dirname, "main.ts"), "up", "--name", "never"];

/** What the harness says and ends with, on a machine that is made to lack something. */
async function said(options: Lacking, args = up): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const text: string[] = [];
  child.stdout.on("data", (bytes) => text.push(`${bytes}`));
  child.stderr.on("data", (bytes) => text.push(`${bytes}`));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, text: text.join("") };
}

/** A folder with all programs of this machine, but with another `go`, or with none. */
async function pathWithGo(script?: string): Promise<string> {
  for (const origin of ["/usr/sbin", "/usr/bin", "/sbin", "/bin"]) {
    const names = (await readdir(origin)).filter((name) => name !== "go");
    await Promise.all(names.map((name) => symlink(join(origin, name), join(folder, name)).catch(() => {})));
  }
  if (script) await writeFile(join(folder, "go"), script, { mode: 0o755 });
  return folder;
}

test("without root it says so, and what still works", async () => {
  expect(await said({ uid: nobody })).toEqual({
    code: 4,
    text: `The test cluster needs root, for its own network namespace and containers
  "make check", "tntc dev" and "tntc test" work without it
`,
  });
});

/** Says which tests would run, and prepares those on the cluster. */
const rings = `
  const { default: { test: { projects } } } = await import("./vitest.config.ts");
  console.log(projects.map(({ test }) => test.name).join(" "));
  const cluster = projects.find(({ test }) => test.name === "cluster");
  if (cluster) await (await import("./" + cluster.test.globalSetup[0])).setup();
`;

test("without root its tests are left out, aloud; in CI they are not, and fail", async () => {
  await chmod(folder, 0o777);
  const ringsIn = (CI: string) =>
    said({ env: { ...process.env, TMPDIR: folder, TENTACULAR_CLUSTER: "never", CI }, uid: nobody }, ["--eval", rings]);
  const [byHand, inCi] = await Promise.all([ringsIn(""), ringsIn("true")]);
  const why = "The test cluster needs root, for its own network namespace and containers";
  expect(byHand).toEqual({
    code: 0,
    text: `${why}; "make check", "tntc dev" and "tntc test" work without it. The tests on the cluster are left out.
unit desk
`,
  });
  expect(inCi.code).toBe(1);
  expect(inCi.text).toMatch(/^unit desk cluster\n/);
  expect(inCi.text).toContain(`TentacularError: ${why}`);
});

test("without Go it says so, and what still works", async () => {
  const env = { ...process.env, PATH: await pathWithGo(), XDG_CACHE_HOME: join(folder, "cache") };
  expect(await said({ env })).toEqual({
    code: 4,
    text: `Go is not installed, and the test cluster is built from source
  Install Go 1.26.6 or newer; "make check", "tntc dev" and "tntc test" work without it
`,
  });
});

test("with an old Go it names both versions", async () => {
  const env = {
    ...process.env,
    PATH: await pathWithGo("#!/bin/sh\necho go1.25.3\n"),
    XDG_CACHE_HOME: join(folder, "cache"),
  };
  expect(await said({ env })).toEqual({
    code: 4,
    text: `Go 1.25.3 is too old, and the test cluster is built from source
  Install Go 1.26.6 or newer; "make check", "tntc dev" and "tntc test" work without it
`,
  });
});
