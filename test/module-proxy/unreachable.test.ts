import { lookup } from "node:dns/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sharedNpmRegistry } from "../npm-registry/shared-npm-registry.ts";
import { compare } from "./compare.ts";
import { readRecording } from "./read-recording.ts";
import { startModuleProxy } from "./start-module-proxy.ts";

const cleanup = new AsyncDisposableStack();
const { answers } = await readRecording();
let url = "";

beforeAll(async () => {
  const { url: npmRegistry } = await sharedNpmRegistry();
  const config = { npmRegistry, npmScopedRegistries: { "@jsr": { registry: "http://jsr.invalid/" } } };
  url = cleanup.use(await startModuleProxy({ config, lexer: false })).url;
});

afterAll(() => cleanup.disposeAsync());

test("says in the recorded words that it cannot reach the registry of JSR", async () => {
  for (const recorded of answers.filter(({ path }) => path.startsWith("/jsr/"))) {
    const asked = recorded.body?.replace('"<jsr registry>', '"http://jsr.invalid');
    const body = asked?.replace(/<jsr registry> on [\d.]+:53/, "jsr.invalid") ?? "";
    expect(await compare(url, { ...recorded, body }, undefined)).toEqual([]);
  }
});

test("builds no CommonJS and no repository where GitHub cannot be reached, as recorded", async () => {
  const fromGitHub = answers.filter(({ status, body }) => status === 500 && body?.includes("github.com"));
  expect(fromGitHub.map(({ path }) => path.split("?")[0])).toEqual(["/ms@2.1.3", "/gh/denoland/deno_std@0.1.0/x.ts"]);
  for (const recorded of fromGitHub) {
    const reachable = await canReach(new URL(recorded.body?.split('"')[1] ?? "").hostname);
    const { status } = await fetch(url + recorded.path);
    if (reachable) expect([200, 501]).toContain(status);
    else expect(await compare(url, recorded, undefined)).toEqual([]);
  }
});

function canReach(host: string): Promise<boolean> {
  return lookup(host).then(
    () => true,
    () => false,
  );
}
