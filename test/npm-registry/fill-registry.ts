import { mkdtempDisposable, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { run } from "../cluster/run.ts";
import { account } from "./account.ts";
import { publicPackages } from "./public-packages.ts";

const login = z.object({ token: z.string() });
const packument = z.object({ versions: z.record(z.string(), z.object({ dist: z.object({ tarball: z.url() }) })) });

/** Publishes our packages and has the public ones fetched; returns the token that opens the private scope. */
export async function fillRegistry(url: string): Promise<string> {
  const token = await logIn(url);
  await publishOurs(url, token);
  await Promise.all(Object.entries(publicPackages).map(([name, versions]) => fetchThrough(url, name, versions)));
  return token;
}

async function logIn(url: string): Promise<string> {
  const basic = Buffer.from(`${account.name}:${account.password}`).toString("base64");
  const response = await fetch(`${url}-/user/org.couchdb.user:${account.name}`, {
    method: "PUT",
    headers: { "content-type": "application/json", authorization: `Basic ${basic}` },
    body: JSON.stringify(account),
  });
  if (!response.ok) throw new Error(`The npm registry gives no token: ${await response.text()}`);
  return login.parse(await response.json()).token;
}

/** By the real client, in order, so that the highest version is the latest. */
async function publishOurs(url: string, token: string): Promise<void> {
  const packages = join(import.meta.dirname, "packages");
  await using home = await mkdtempDisposable(join(tmpdir(), "tntc-publish-"));
  const settings = join(home.path, "npmrc");
  await writeFile(settings, `registry=${url}\n//${new URL(url).host}/:_authToken=${token}\n`);
  for (const name of (await readdir(packages)).sort()) {
    // A registry of a scope, which a machine may have in its settings, is stronger than the one of all.
    const registries = ["registry", "@acme:registry", "@jsr:registry"].map((key) => `--${key}=${url}`);
    const to = [...registries, "--userconfig", settings, "--access", "public"];
    await run(["npm", "publish", ...to, join(packages, name)], { cwd: home.path, env: withoutNpmSettings() });
  }
}

/** A variable such as NPM_CONFIG_REGISTRY, or one for a scope, would send our packages to a registry of the world. */
function withoutNpmSettings(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_config_/i.test(name)));
}

async function fetchThrough(url: string, name: string, versions: readonly string[]): Promise<void> {
  const found = packument.parse(await (await fetch(`${url}${name}`)).json());
  for (const version of versions) {
    const tarball = found.versions[version]?.dist.tarball;
    const response = tarball ? await fetch(tarball) : undefined;
    if (!response?.ok) throw new Error(`The npm registry has no ${name}@${version}`);
    await response.arrayBuffer();
  }
}
