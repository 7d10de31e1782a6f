import { createHash } from "node:crypto";
import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../free-port.ts";
import { sharedNpmRegistry } from "../npm-registry/shared-npm-registry.ts";
import type { NpmRegistry } from "../npm-registry/start-npm-registry.ts";
import { runModuleProxy } from "./run-module-proxy.ts";
import { startModuleProxy } from "./start-module-proxy.ts";

const cleanup = new AsyncDisposableStack();
let registry: NpmRegistry;
let config: object;
let url = "";

beforeAll(async () => {
  registry = await sharedNpmRegistry();
  config = {
    npmRegistry: registry.url,
    npmScopedRegistries: {
      "@jsr": { registry: registry.url },
      "@acme": { registry: registry.url, token: registry.token },
    },
  };
  url = cleanup.use(await startModuleProxy({ config })).url;
});

afterAll(() => cleanup.disposeAsync());

const deno = { "user-agent": "Deno/2.9.6" };

async function get(path: string, headers: Record<string, string> = deno, from = url) {
  const response = await fetch(from + path, { headers, redirect: "manual" });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

describe("packages that were not recorded", () => {
  test("a private package is served with the token of its scope, and what it needs keeps its range", async () => {
    const { status, body } = await get("/@acme/pricing@1.0.0");
    expect(status).toBe(200);
    expect(body).toBe(`/* esm.sh - @acme/pricing@1.0.0 */
import "/@acme/pricing@1.0.0/denonext/tax.mjs";
import "/tentacular-test-units@^1.0.0/mass?target=denonext";
export * from "/@acme/pricing@1.0.0/denonext/pricing.mjs";
export { default } from "/@acme/pricing@1.0.0/denonext/pricing.mjs";
`);
  });

  test("JSR's packages have two names, and ranges lead to the one that JSR knows", async () => {
    expect((await get("/jsr/@tentacular/greeting@1.0.0")).body).toBe(
      (await get("/@jsr/tentacular__greeting@1.0.0")).body,
    );
    const { status, headers } = await get("/@jsr/tentacular__greeting@%5E1.0.0/formal?target=denonext");
    expect(status).toBe(302);
    expect(headers.get("location")).toBe(`${url}/jsr/@tentacular/greeting@1.1.0/formal?target=denonext`);
  });

  test("a file that two entries share is a module of its own, so its state is kept once", async () => {
    const [length, mass] = await Promise.all(
      ["length", "mass"].map((name) => get(`/tentacular-test-units@1.0.0/denonext/${name}.mjs`)),
    );
    expect(length?.body).toContain('from"./internal/convert.mjs"');
    expect(mass?.body).toContain('from"./internal/convert.mjs"');
  });

  test("a CommonJS package becomes a module with its names, which imports what it required", async () => {
    const { body } = await get("/tentacular-test-legacy@1.0.0/denonext/tentacular-test-legacy.mjs");
    expect(body).toContain('from"node:path"');
    expect(body).toContain('from"/ms@2.1.3/denonext/ms.mjs"');
    expect(body).toContain('from"/tentacular-test-units@1.0.0/denonext/length.mjs"');
    expect(body).toMatch(/as folderOf\b/);
  });
});

describe("who asks", () => {
  test.for([
    ["Deno/2.9.6", "denonext"],
    ["Deno/1.30.0", "deno"],
    ["Node/24.0.0", "node"],
    ["curl/8.5.0", "es2022"],
    ["kube-probe/1.36", "es2022"],
  ])("%s gets modules for %s, and caches are told", async ([client = "", target]) => {
    const { headers } = await get("/nanoid@5.1.6", { "user-agent": client });
    expect(headers.get("x-esm-path")).toBe(`/nanoid@5.1.6/${target}/nanoid.mjs`);
    expect(headers.get("vary")).toBe("User-Agent");
  });

  test("?target decides for itself", async () => {
    const { headers } = await get("/nanoid@5.1.6?target=denonext", { "user-agent": "curl/8.5.0" });
    expect(headers.get("x-esm-path")).toBe("/nanoid@5.1.6/denonext/nanoid.mjs");
    expect(headers.get("vary")).toBeNull();
  });

  test("?meta tells what a resolver needs, the same integrity as the bytes have", async () => {
    const { body } = await get("/@acme/pricing@1.0.0?meta&target=denonext");
    const module = await get("/@acme/pricing@1.0.0/denonext/pricing.mjs");
    const integrity = `sha384-${createHash("sha384").update(module.body).digest("base64")}`;
    expect(JSON.parse(body)).toEqual({
      dts: "/@acme/pricing@1.0.0/index.d.ts",
      exports: ["./tax"],
      imports: ["/@acme/pricing@1.0.0/denonext/tax.mjs", "/tentacular-test-units@^1.0.0/mass?target=denonext"],
      integrity,
      module: "/@acme/pricing@1.0.0/denonext/pricing.mjs",
      name: "@acme/pricing",
      version: "1.0.0",
    });
  });

  test("the status needs no package", async () => {
    expect(JSON.parse((await get("/status.json")).body)).toMatchObject({ buildQueue: [], disk: "ok", version: "PROD" });
  });
});

describe("bytes", () => {
  const paths = [
    "/tentacular-test-legacy@1.0.0/denonext/tentacular-test-legacy.mjs",
    "/zod@3.25.76/denonext/v3/external.mjs",
    "/@acme/pricing@1.0.0/denonext/pricing.mjs",
  ];

  test("are the same from a cold cache", async () => {
    await using other = await startModuleProxy({ config });
    for (const path of paths) expect((await get(path, deno, other.url)).body).toBe((await get(path)).body);
  });

  test.for([{ minify: false }, { sourceMap: false }])(
    "differ when the server is configured otherwise: %j",
    async (key) => {
      await using other = await startModuleProxy({ config: { ...config, ...key } });
      for (const path of paths) expect((await get(path, deno, other.url)).body).not.toBe((await get(path)).body);
    },
  );
});

describe("refusals", () => {
  test("a private package without its token does not exist", async () => {
    await using other = await startModuleProxy({ config: { npmRegistry: registry.url } });
    const { status, body, headers } = await get("/@acme/pricing@1.0.0", deno, other.url);
    expect([status, body]).toEqual([404, "version 1.0.0 of '@acme/pricing' not found"]);
    expect(headers.get("cache-control")).toBe("public, max-age=600");
    expect((await get("/@acme/pricing", deno, other.url)).body).toBe("package '@acme/pricing' not found");
  });

  test("what the allow list does not name is forbidden, also what an allowed package needs", async () => {
    const allowList = { packages: ["ms"], scopes: ["@acme"] };
    await using other = await startModuleProxy({ config: { ...config, allowList } });
    const paths = ["/ms@2.1.3", "/@acme/pricing@1.0.0", "/tentacular-test-units@1.0.0/mass", "/zod@3.25.76"];
    const answers = await Promise.all(paths.map((path) => get(path, deno, other.url)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 403, 403]);
    expect(answers[3]?.body).toBe("forbidden");
  });

  test("a path that names no package is a bad request", async () => {
    expect(await get("/%20")).toMatchObject({ status: 400, body: "invalid path" });
    expect(await get("/jsr/greeting")).toMatchObject({ status: 400, body: "invalid path" });
  });

  test("what the stand-in cannot build it does not pretend to", async () => {
    const { status, body } = await get("/zod@3.25.76?bundle");
    expect([status, body]).toEqual([501, 'the stand-in does not build with "?bundle"']);
  });

  test("whoever waits too long for a build is told to come back, and then it is there", async () => {
    await using other = await startModuleProxy({ config: { ...config, buildWaitTime: 0 } });
    const { status, body } = await get("/zod@3.25.76", deno, other.url);
    expect([status, body.split(",")[0]]).toEqual([408, "timeout"]);
    await expect.poll(async () => (await get("/zod@3.25.76", deno, other.url)).status, { timeout: 20_000 }).toBe(200);
  });
});

describe("broken surroundings", () => {
  test("without the registry, ranges fail and what was built once is served, also after a restart", async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), "tntc-module-proxy-data-"));
    {
      await using first = await startModuleProxy({ config, workDir: folder.path });
      expect((await get("/nanoid@5.1.6?target=denonext", deno, first.url)).status).toBe(200);
    }
    const gone = `127.0.0.1:${await freePort()}`;
    await using second = await startModuleProxy({ config: { npmRegistry: `http://${gone}/` }, workDir: folder.path });
    expect((await get("/nanoid@5.1.6?target=denonext", deno, second.url)).status).toBe(200);
    expect((await get("/nanoid@5.1.6/denonext/nanoid.mjs", deno, second.url)).status).toBe(200);
    const { status, body } = await get("/nanoid@^5?target=denonext", deno, second.url);
    expect([status, body]).toEqual([500, `Get "http://${gone}/nanoid": dial tcp ${gone}: connect: connection refused`]);
  });

  test("a config with a comment, or a folder that cannot be written, ends it at once", async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), "tntc-module-proxy-config-"));
    const file = join(folder.path, "config.json");
    await writeFile(file, '{ "port": 1 } // why');
    expect(await runModuleProxy(file)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("fail to parse config"),
    });
    await writeFile(join(folder.path, "file"), "");
    await writeFile(file, JSON.stringify({ port: 1, workDir: join(folder.path, "file") }));
    expect(await runModuleProxy(file)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("failed to initialize logger"),
    });
  });

  test("a port that is taken ends it with 0, and only the log says why", async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), "tntc-module-proxy-port-"));
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, resolve));
    const address = taken.address();
    const file = join(folder.path, "config.json");
    const port = typeof address === "object" ? address?.port : 0;
    await writeFile(file, JSON.stringify({ port, workDir: folder.path }));
    const { exitCode, stdout, stderr } = await runModuleProxy(file);
    taken.close();
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain("EADDRINUSE");
  });
});
