import { lookup } from "node:dns/promises";
import semver from "semver";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { run } from "../cluster/run.ts";
import { startNpmRegistry } from "../npm-registry/start-npm-registry.ts";
import { compare } from "./compare.ts";
import { type Recorded, readRecording } from "./read-recording.ts";
import { startModuleProxy } from "./start-module-proxy.ts";

/** ESMSH_URL names a real server to test in place of the stand-in, started anew with `{"npmRegistry": …}` and nothing built. */
const real = process.env["ESMSH_URL"]?.replace(/\/$/, "");
const cleanup = new AsyncDisposableStack();
const { answers, surfaces } = await readRecording();
const withoutNetwork = ({ body = "" }: Recorded) => body.startsWith('Get "');
let url = real ?? "";
let registryUrl = "";

beforeAll(async () => {
  if (real) {
    registryUrl = (await run(["npm", "config", "get", "registry"])).trim();
    return;
  }
  registryUrl = cleanup.use(await startNpmRegistry()).url;
  const npmScopedRegistries = { "@jsr": { registry: "http://registry.invalid/" } };
  const config = { npmRegistry: registryUrl, npmScopedRegistries };
  url = cleanup.use(await startModuleProxy({ config, lexer: false })).url;
});

afterAll(() => cleanup.disposeAsync());

test("agrees with every recorded answer, in the order in which they were recorded", { timeout: 240_000 }, async () => {
  const differences: string[] = [];
  for (const recorded of answers.filter((one) => !withoutNetwork(one))) {
    differences.push(...(await compare(url, await asOfNow(recorded), surfaces[recorded.path])));
  }
  expect(differences).toEqual([]);
});

test("knows the surface of every recorded module", () => {
  expect(Object.keys(surfaces)).toEqual(answers.map(({ path }) => path).filter((path) => path.endsWith(".mjs")));
});

test.skipIf(real)("says in the recorded words that it cannot reach the registry of JSR", async () => {
  for (const recorded of answers.filter(({ path }) => path.startsWith("/jsr/"))) {
    const body = recorded.body?.replaceAll("<jsr registry>", "registry.invalid").replace(/ on [\d.]+:53/, "");
    const written = { ...recorded, body: body?.replace("registry.invalid/", "http://registry.invalid/") ?? "" };
    expect(await compare(url, written, undefined)).toEqual([]);
  }
});

test.skipIf(real)("builds no CommonJS and no repository where GitHub cannot be reached, as recorded", async () => {
  const fromGitHub = answers.filter((one) => withoutNetwork(one) && one.body?.includes("github.com"));
  expect(fromGitHub.map(({ path }) => path.split("?")[0])).toEqual(["/ms@2.1.3", "/gh/denoland/deno_std@0.1.0/x.ts"]);
  for (const recorded of fromGitHub) {
    const reachable = await canReach(new URL(recorded.body?.split('"')[1] ?? "").hostname);
    const { status } = await fetch(url + recorded.path);
    if (reachable) expect([200, 501]).toContain(status);
    else expect(await compare(url, recorded, undefined)).toEqual([]);
  }
});

const packument = z.object({
  "dist-tags": z.object({ latest: z.string() }),
  versions: z.record(z.string(), z.unknown()),
});

/** A range leads to the newest version, which may be newer than when it was recorded. */
async function asOfNow(recorded: Recorded): Promise<Recorded> {
  const { location } = recorded.headers;
  const [, name, range = ""] = /^\/([^@?]+)@?([^?]*)/.exec(recorded.path) ?? [];
  if (!location || !name) return recorded;
  const known = packument.parse(await (await fetch(`${registryUrl}${name}`)).json());
  const newest = range ? semver.maxSatisfying(Object.keys(known.versions), range) : known["dist-tags"].latest;
  const now = location.replace(/@[\d.]+/, `@${newest}`);
  return { ...recorded, headers: { ...recorded.headers, location: now } };
}

function canReach(host: string): Promise<boolean> {
  return lookup(host).then(
    () => true,
    () => false,
  );
}
