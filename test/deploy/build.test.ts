import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askRegistry } from "../../src/image/registry.ts";
import { expectGolden } from "../cli/golden.ts";
import { type Ran, run, tntc } from "../cli/tntc.ts";
import { baseImage } from "../cluster/base-image.ts";
import { buildahEnvironment } from "../cluster/buildah.ts";
import { type Cluster, cluster } from "../cluster/fixture.ts";

let shared: Cluster;
let dir: string;
let env: Record<string, string>;

beforeAll(async () => {
  shared = await cluster();
  dir = await mkdtemp(join(tmpdir(), "tntc-build-"));
  const { CONTAINERS_STORAGE_CONF = "", BUILDAH_ISOLATION = "" } = await buildahEnvironment();
  env = { CONTAINERS_STORAGE_CONF, BUILDAH_ISOLATION, TENTACULAR_CONFIG: join(dir, "config.yaml") };
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** The words of a build, without what differs from machine to machine. */
function words({ stdout, stderr, exitCode }: Ran): string {
  const text = `exit ${exitCode}\n--- stdout\n${stdout}--- stderr\n${stderr}`;
  return text
    .replaceAll(shared.registry, "<registry>")
    .replaceAll(/tentacular-engine:\d+\.\d+\.\d+/g, "tentacular-engine:<version>");
}

const buildWith = (builder: string, ...args: string[]) =>
  tntc(["build", "--builder", builder, ...args], { env, timeout: 180_000 });
const build = (...args: string[]) => buildWith("buildah", ...args);

test("buildah and podman make the same image of the same engine, pushed and remembered by digest", async () => {
  await writeFile(join(dir, "config.yaml"), "# mine\nruntime_class: gvisor\n");
  const push = ["--registry", shared.registry, "--push", "--plain-http", "-o", "json"];
  const one = await buildWith("buildah", "--tag", "same:1", ...push);
  const two = await buildWith("podman", "--tag", "same:2", ...push);
  expectGolden("build/pushed-json", words(one));
  const [first, second] = [one, two].map(({ stdout }) => JSON.parse(stdout).result);
  expect(first).toMatchObject({ image: `${shared.registry}/same:1`, builder: "buildah", pushed: true });
  expect(second).toMatchObject({ builder: "podman", pushed: true, digest: first.digest });
  expect(await askRegistry(first.image, { plainHttp: true })).toEqual({ state: "found", digest: first.digest });
  const settings = await readFile(join(dir, "config.yaml"), "utf8");
  expect(settings).toBe(`# mine\nruntime_class: gvisor\nimage: ${second.image}@${second.digest}\nplain_http: true\n`);
  expect((await askRegistry(first.image)).state, "without the word nobody tries without TLS").toBe("unknown");
});

test("an image that was not pushed says what a cluster needs", async () => {
  await writeFile(join(dir, "config.yaml"), "image: old\nplain_http: true\n");
  const ran = await build();
  expectGolden("build/local", words(ran));
  expect(ran.stdout).toMatch(/^Built tentacular-engine:\d+\.\d+\.\d+ \(sha256:[0-9a-f]{64}\)\n$/);
  expect(ran.stderr).toContain("Deploys to every cluster use it from now on");
  expect(ran.stderr).toContain("Only nodes that have it already can run it");
  expect(ran.stderr).toContain("tntc build --registry REGISTRY --push");
  expect(await readFile(join(dir, "config.yaml"), "utf8")).toMatch(/^image: tentacular-engine:\d+\.\d+\.\d+\n$/);
});

test("what it is built on can be said, e.g. by digest", async () => {
  const ran = await build("--base", "127.0.0.1:1/deno@sha256:".padEnd(24 + 64, "0"), "-o", "json");
  expect(ran.exitCode).toBe(1);
  expect(JSON.parse(ran.stdout).result.error).toMatchObject({
    code: "BUILD-FAILED",
    message: expect.stringContaining("127.0.0.1:1/deno"),
  });
});

test("a base by its digest is what the image stands on, and another digest is none", async () => {
  const [name, digest] = await pushedBase();
  const push = ["--registry", shared.registry, "--push", "--plain-http", "-o", "json"];
  const ran = await build("--base", `${name}@${digest}`, "--tag", "based:1", ...push);
  expect(ran.exitCode, ran.stderr).toBe(0);
  const { image } = JSON.parse(ran.stdout).result;
  const [below, built] = [await layersOf(`${name}@${digest}`), await layersOf(image)];
  expect(below.length).toBeGreaterThan(0);
  expect(built.slice(0, below.length)).toEqual(below);
  expect(built.length).toBeGreaterThan(below.length);

  const other = await build("--base", `${name}@sha256:${"0".repeat(64)}`, "--tag", "based:2", ...push);
  expect(other.exitCode).toBe(1);
  expect(JSON.parse(other.stdout).result.error).toMatchObject({
    code: "BUILD-FAILED",
    message: expect.stringContaining("manifest unknown"),
  });
});

/** The base image in the cluster's registry: its name and digest there. */
async function pushedBase(): Promise<[name: string, digest: string]> {
  const name = `${shared.registry}/base/deno`;
  const pushing = ["buildah", "push", "--tls-verify=false", baseImage.name, `docker://${name}:here`];
  const pushed = await run(pushing, { env, timeout: 120_000 });
  expect(pushed.exitCode, pushed.stderr).toBe(0);
  const found = await askRegistry(`${name}:here`, { plainHttp: true });
  if (found.state !== "found") throw new Error(`The base is not in the registry: ${found.state}`);
  return [name, found.digest];
}

/** Digests of an image's layers, lowest first, as they are unpacked. */
async function layersOf(image: string): Promise<string[]> {
  const looked = await run(["buildah", "inspect", "--type", "image", image], { env });
  return JSON.parse(looked.stdout).OCIv1.rootfs.diff_ids;
}

test("a registry that does not answer is an error with the builder's own words", async () => {
  const ran = await build("--tag", "127.0.0.1:1/engine:x", "--push", "--plain-http", "-o", "json");
  expect(ran.exitCode).toBe(1);
  expect(JSON.parse(ran.stdout).result.error).toMatchObject({
    code: "PUSH-FAILED",
    message: expect.stringContaining("connection refused"),
  });
});

test("a docker without buildx counts for nothing", async () => {
  const bin = join(dir, "bin");
  await mkdir(bin);
  await writeFile(join(bin, "docker"), '#!/bin/sh\ntest "$1" = version && echo 20.10.24\n', { mode: 0o755 });
  const ran = await tntc(["build", "--builder", "docker"], { env: { ...env, PATH: bin } });
  expect(ran.stderr).toContain("There is no working docker (BUILDER-MISSING)");
  expect(ran.exitCode).toBe(4);
});

test("a machine without a builder says what to install", async () => {
  expectGolden("build/no-builder", words(await tntc(["build"], { env: { ...env, PATH: dir } })));
  expectGolden("build/no-builder-json", words(await tntc(["build", "-o", "json"], { env: { ...env, PATH: dir } })));
});
