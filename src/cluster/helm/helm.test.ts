import { existsSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { findHelm } from "./find-helm.ts";
import { Helm } from "./helm.ts";

const dir = await mkdtemp(join(tmpdir(), "helm-"));
afterAll(() => rm(dir, { recursive: true }));

/** A program in the place of Helm, for what a real one does not do on demand. */
async function program(name: string, script: string): Promise<string> {
  const path = join(dir, name);
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

test("HELM_BIN may be a bare name or a relative path, as Helm hands on what was typed", async () => {
  const path = await program("helm-typed", "true");
  expect(findHelm({ HELM_BIN: "helm-typed", PATH: `/nowhere:${dir}` })).toBe(path);
  expect(findHelm({ HELM_BIN: relative(process.cwd(), path) })).toBe(path);
});

test("a missing Helm is one clear error", () => {
  expect(() => findHelm({ PATH: dir, HELM_BIN: "no-such-helm" })).toThrow(
    expect.objectContaining({ code: "HELM-MISSING", exit: "preflight" }),
  );
});

test.each(["v2.17.0", "v3.16.4+g1"])("Helm %s is too old", async (version) => {
  const helm = new Helm({ namespace: "demo", env: { HELM_BIN: await program("old", `echo ${version}`) } });
  await expect(helm.version()).rejects.toMatchObject({ code: "HELM-TOO-OLD", exit: "preflight" });
});

test.each([
  ["v3.17.0", "3.17.0"],
  ["v4.2.3+g43e8b7f", "4.2.3"],
])("Helm %s will do", async (said, version) => {
  const helm = new Helm({ namespace: "demo", env: { HELM_BIN: await program("new", `echo ${said}`) } });
  expect(await helm.version()).toBe(version);
});

test("values go to stdin and stay out of the arguments", async () => {
  const bin = await program("listening", `echo "REVISION: 7"; echo "$@" > ${dir}/args; cat > ${dir}/stdin`);
  const helm = new Helm({ namespace: "demo", context: "kind", env: { HELM_BIN: bin, PATH: process.env["PATH"] } });
  const done = await helm.upgrade("hello", { chart: "/chart", values: { note: "for-stdin-only" } });
  expect(done).toEqual({ revision: 7 });
  const args = await readFile(join(dir, "args"), "utf8");
  expect(args).toContain("upgrade hello /chart --install --values=-");
  expect(args).toContain("--namespace=demo --kube-context=kind");
  expect(args).not.toMatch(/for-stdin-only|--atomic|--wait|--set/);
  expect(await readFile(join(dir, "stdin"), "utf8")).toBe('{"note":"for-stdin-only"}');
});

test("an interrupt is passed on, and Helm is waited for", async () => {
  const bin = await program(
    "patient",
    `trap 'sleep 0.2; echo done > ${dir}/ended; exit 1' INT; touch ${dir}/ready; while :; do sleep 0.05; done`,
  );
  const interruption = new AbortController();
  const env = { HELM_BIN: bin, PATH: process.env["PATH"] };
  const running = new Helm({ namespace: "demo", env, signal: interruption.signal }).uninstall("hello");
  const ended = running.catch((error: unknown) => error);
  await vi.waitUntil(() => existsSync(join(dir, "ready")), { timeout: 10_000 });
  interruption.abort();
  expect(await ended).toMatchObject({ code: "INTERRUPTED", exit: "interrupted" });
  expect(await readFile(join(dir, "ended"), "utf8")).toBe("done\n");
});
