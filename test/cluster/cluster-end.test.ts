import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { type Cluster, cluster, clusterName } from "./fixture.ts";
import { pauseImage } from "./images/pause-image.ts";
import { claimSite, knownSite } from "./known-site.ts";
import { observed } from "./observed.ts";
import { identify, recorded } from "./processes.ts";
import { run } from "./run.ts";
import { siteOf } from "./site.ts";
import { traces } from "./traces.ts";

const name = "second";
const harness = [process.execPath, join(import.meta.dirname, "main.ts")];

afterEach(() => run([...harness, "down", "--name", name]));

/** Starts the harness and kills it as soon as it says that a part is ready. */
async function killedAt(part: string): Promise<void> {
  const child = spawn(process.execPath, [...harness.slice(1), "up", "--name", name], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.stderr.on("data", (bytes: Buffer) => {
    if (bytes.toString().includes(`${part} ready`)) child.kill("SIGKILL");
  });
  await gone;
}

/** Has the cluster run a pod under gVisor that does nothing. */
async function runSandboxed({ kubectl, apply, ready }: Cluster): Promise<void> {
  const containers = [{ name: "idle", image: pauseImage.name, imagePullPolicy: "Never" }];
  const spec = { runtimeClassName: "gvisor", containers };
  const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "idle" }, spec };
  const accounts = () => kubectl("get", "serviceaccounts", "-o", "name");
  await expect.poll(accounts, { timeout: 30_000 }).toContain("serviceaccount/default\n");
  await apply([pod]);
  await ready({ name: "idle", namespace: "default" });
}

test("a harness killed in the middle leaves nothing once the cluster is taken down", async () => {
  await killedAt("api-server");
  const { site, namespaces } = await observed(name);
  expect(await traces(site, namespaces)).not.toEqual([]);
  await run([...harness, "down", "--name", name]);
  expect(await traces(site, namespaces)).toEqual([]);
});

test("a cluster cleans up after a killed harness, runs beside another, and leaves nothing after its parts are killed", async () => {
  await killedAt("etcd");
  const up = () => run([...harness, "up", "--name", name]);
  // Two who ask for the same cluster at the same time get one.
  const [first, second] = await Promise.all([up(), up()]);
  expect(first).toBe(second);
  const { site, namespaces } = await observed(name);

  const [one, other] = await Promise.all([cluster(name), cluster()]);
  expect([site.registry, site.kubeconfig]).not.toEqual([other.registry, other.kubeconfig]);
  expect(await one.kubectl("get", "nodes", "-o", "name")).toBe(`node/${name}\n`);
  expect(await other.kubectl("get", "nodes", "-o", "name")).toBe(`node/${clusterName()}\n`);
  await one.apply([{ apiVersion: "v1", kind: "Namespace", metadata: { name: "only-here" } }]);
  expect(await other.kubectl("get", "namespaces", "-o", "name")).not.toContain("only-here");
  await runSandboxed(one);
  expect((await traces(site, namespaces)).some((line) => line.includes("runsc-sandbox"))).toBe(true);
  // A folder that all clusters share, and the start of this one's name.
  for (const alike of ["clusters", "sec"]) expect(await traces(siteOf(alike, 0), new Set())).toEqual([]);

  const pids = await recorded(site);
  for (const part of ["kubelet", "containerd", "etcd"]) process.kill(pids.get(part)?.pid ?? 0, "SIGKILL");
  expect(await run([...harness, "status", "--name", name], { tolerant: true })).toMatch(/^kubelet\s+ended$/m);
  await run([...harness, "down", "--name", name]);
  expect(await traces(site, namespaces)).toEqual([]);
  expect(await other.kubectl("get", "nodes", "-o", "name")).toBe(`node/${clusterName()}\n`);
});

test("a process that got the number of one that ended is left alone", async () => {
  const bystander = spawn("sleep", ["60"], { stdio: "ignore" });
  try {
    const site = await claimSite(name);
    await mkdir(join(site.run, "pids"));
    await writeFile(join(site.run, "pids", "etcd"), JSON.stringify({ pid: bystander.pid, started: 1 }));
    await run([...harness, "down", "--name", name]);
    expect(await knownSite(name)).toBeUndefined();
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
    expect(await identify(bystander.pid ?? 0)).toBeDefined();
  } finally {
    bystander.kill();
  }
});
