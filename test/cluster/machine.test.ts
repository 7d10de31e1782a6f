import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const nobody = 65534;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tentacular-machine-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** What the harness says and ends with, on a machine that is made to lack something. */
async function said(options: {
  env?: NodeJS.ProcessEnv;
  uid?: number;
}): Promise<{ code: number | null; text: string }> {
  const args = [join(import.meta.dirname, "main.ts"), "up", "--name", "never"];
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
