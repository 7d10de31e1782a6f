import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { type Ran, run, tntc } from "../cli/tntc.ts";
import { helmBinary, helmVersions } from "../cluster/helm-binary.ts";
import { nodeAt } from "./node-at.ts";
import { type Packed, packed } from "./packed.ts";

const { version }: { version: string } = JSON.parse(readFileSync(`${packageRoot()}/package.json`, "utf8"));
const tarball = `tentacular-${version}.tgz`;

/** Milliseconds that a slow network may take. */
const fetching = 300_000;

let pack: Packed;
let work: string;
let server: Server;

beforeAll(async () => {
  pack = await packed();
  work = mkdtempSync(join(tmpdir(), "tentacular-helm-plugin-"));
  server = createServer((request, response) => {
    response.setHeader("content-type", "application/gzip");
    response.end(readFileSync(join(pack.folder, "plugin/helm3", request.url ?? "")));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  await Promise.all([nodeAt("22.12.0"), nodeAt("20.18.0")]);
}, fetching);
afterAll(() => {
  server.close();
  rmSync(work, { recursive: true, force: true });
});

/** A Helm of this version with a home of its own, as one calls it. */
async function helmOf(helmVersion: (typeof helmVersions)[number], home: string, env: Record<string, string> = {}) {
  const folder = join(work, "homes", `${helmVersion}-${home}`);
  mkdirSync(folder, { recursive: true });
  const homes = { HELM_DATA_HOME: "data", HELM_CONFIG_HOME: "config", HELM_CACHE_HOME: "cache" };
  const own = Object.fromEntries(Object.entries(homes).map(([name, sub]) => [name, join(folder, sub)]));
  const helm = await helmBinary(helmVersion);
  return (args: string[]): Promise<Ran> =>
    run([helm, ...args], { cwd: folder, env: { ...own, ...env, KUBECONFIG: join(folder, "none") } });
}

/** What Helm adds on stderr when a plugin fails. */
const withoutHelmsWord = (stderr: string) => stderr.replace(/^Error: plugin "tentacular" exited with error\n/m, "");

describe.each(helmVersions)("Helm %s", (helmVersion) => {
  test("installs the plugin's folder, and then helm tentacular is tntc", async () => {
    const helm = await helmOf(helmVersion, "folder");
    expect(await helm(["plugin", "install", `${packageRoot()}/plugin`])).toMatchObject({ exitCode: 0 });
    for (const args of [
      ["--version"],
      ["init", "--help"],
      ["verison"],
      ["init", "-o", "json"],
      ["version", "--nope"],
    ]) {
      const [direct, under] = [await tntc(args), await helm(["tentacular", ...args])];
      const timeless = (text: string) => text.replace(/"timing":\{[^}]*\}/, "");
      expect({ ...under, stdout: timeless(under.stdout), stderr: withoutHelmsWord(under.stderr) }).toEqual({
        ...direct,
        stdout: timeless(direct.stdout),
      });
    }
  });

  test("installs the packed plugin, which needs nothing beside it", async () => {
    const helm = await helmOf(helmVersion, "packed", {
      PATH: `${await folderOf(await nodeAt("22.12.0"))}:/usr/bin:/bin`,
    });
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/${tarball}`;
    const source = helmVersion.startsWith("3") ? [url] : ["--verify=false", join(pack.folder, "plugin", tarball)];
    expect(await helm(["plugin", "install", ...source])).toMatchObject({ exitCode: 0 });
    expect(await helm(["tentacular", "init", "hello"])).toMatchObject({ exitCode: 0 });
    const { stdout, stderr, exitCode } = await helm(["tentacular", "validate", "hello", "-o", "json"]);
    expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
    expect(JSON.parse(stdout)).toMatchObject({ command: "validate", status: "pass" });
  });

  test("hands on what it swallows: --debug shows stacks, and exit codes come through", async () => {
    const helm = await helmOf(helmVersion, "folder");
    const { stderr, exitCode } = await helm(["tentacular", "version", "x", "--debug"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("Caused by: ");
  });

  test("completes commands and flags", async () => {
    const helm = await helmOf(helmVersion, "folder");
    const words = async (...args: string[]) => (await helm(["__complete", "tentacular", ...args])).stdout.split("\n");
    expect(await words("v")).toEqual(expect.arrayContaining(["validate", "version", "versions"]));
    expect(await words("init", "--t")).toContain("--template");
    expect(await words("validate", "")).toContain(":16");
  });

  test("says in one error that its Node is too old for the packed plugin", async () => {
    const old = await folderOf(await nodeAt("20.18.0"));
    const helm = await helmOf(helmVersion, "packed", { PATH: `${old}:/usr/bin:/bin` });
    const { stdout, stderr, exitCode } = await helm(["tentacular", "version"]);
    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 4 });
    expect(stderr).toMatch(/^Error: Tentacular needs Node 22\.12 or newer/);
  });
});

async function folderOf(node: string): Promise<string> {
  const folder = join(work, "path", node.replaceAll("/", "_"));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "node"), `#!/bin/sh\nexec "${node}" "$@"\n`);
  chmodSync(join(folder, "node"), 0o755);
  return folder;
}
