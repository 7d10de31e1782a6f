import semver from "semver";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { run } from "../cluster/run.ts";
import { sharedNpmRegistry } from "../npm-registry/shared-npm-registry.ts";
import { compare } from "./compare.ts";
import { type Recorded, readRecording } from "./read-recording.ts";
import { startModuleProxy } from "./start-module-proxy.ts";

/** ESMSH_URL names a real server to test in place of the stand-in, started anew with `{"npmRegistry": …}` and nothing built. */
const real = process.env["ESMSH_URL"]?.replace(/\/$/, "");
const cleanup = new AsyncDisposableStack();
const { answers, surfaces } = await readRecording();
// What the real server could not fetch where it was recorded is compared in unreachable.test.ts.
const withoutNetwork = ({ body = "" }: Recorded) => body.startsWith('Get "');
let url = real ?? "";
let registryUrl = "";

beforeAll(async () => {
  if (real) {
    registryUrl = (await run(["npm", "config", "get", "registry"])).trim();
    return;
  }
  registryUrl = (await sharedNpmRegistry()).url;
  url = cleanup.use(await startModuleProxy({ config: { npmRegistry: registryUrl } })).url;
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
