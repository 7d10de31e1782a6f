import { setTimeout as sleep } from "node:timers/promises";
import { test } from "vitest";
import { Kube } from "../../src/cluster/api/kube.ts";
import { pathsIn } from "../../src/cluster/api/paths.ts";
import { type Lease, withLease } from "../../src/cluster/lease/lease.ts";
import { progressOn } from "../../src/output/progress.ts";
import { cluster } from "../cluster/fixture.ts";
import { slowDoor } from "./slow-door.ts";

const quiet = { workflow: "hello", action: "deploy", progress: progressOn({ write: () => true }) } as const;

// Each in a namespace of its own: what they have in common is that they wait for leases to run out.

/** A Lease as somebody left it who renewed it `ago` milliseconds ago. */
function leaseOf(holder: string, ago: number) {
  const time = new Date(Date.now() - ago).toISOString().replace("Z", "000Z");
  return {
    apiVersion: "coordination.k8s.io/v1",
    kind: "Lease",
    metadata: { name: "hello-deploy" },
    spec: { holderIdentity: holder, leaseDurationSeconds: 15, acquireTime: time, renewTime: time },
  };
}

test.concurrent("of many that ask at once exactly one gets it; the others learn who has it", async ({ expect }) => {
  const { kubeconfig, namespace } = await cluster();
  await using home = await namespace();
  const kubes = await Promise.all([1, 2, 3, 4].map(() => Kube.connect({ kubeconfig, namespace: home.name })));
  let inside = 0;
  const work = async () => {
    expect(++inside).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 7000));
    inside--;
  };
  const ended = await Promise.allSettled(kubes.map((kube) => withLease(kube, quiet, work)));
  expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const each of ended) {
    if (each.status === "rejected") {
      expect(each.reason).toMatchObject({ code: "LEASE-HELD", exit: "conflict" });
      expect(each.reason.message).toMatch(/^Cannot deploy "hello": "\S+@\S+" has been changing it since /);
    }
  }
  const [kube] = kubes;
  expect(await kube?.listMetadata(pathsIn(home.name).leases.many())).toEqual([]);
});

test.concurrent("work that throws gives the lease back", async ({ expect }) => {
  const { kubeconfig, namespace } = await cluster();
  await using home = await namespace();
  const kube = await Kube.connect({ kubeconfig, namespace: home.name });
  const broken = withLease(kube, quiet, async () => Promise.reject(new Error("broken")));
  await expect(broken).rejects.toThrow("broken");
  expect(await withLease(kube, quiet, async () => "mine")).toBe("mine");
});

test.concurrent("an expired lease is taken over without waiting, a fresh one of a dead holder when its time is up", async ({
  expect,
}) => {
  const { kubeconfig, namespace, apply } = await cluster();
  await using home = await namespace();
  const kube = await Kube.connect({ kubeconfig, namespace: home.name });
  const take = async () => {
    let said = "";
    const write = (text: string) => {
      said += text;
      return true;
    };
    await withLease(kube, { ...quiet, progress: progressOn({ write }) }, async () => {});
    return { said, at: kube.now().getTime() };
  };
  await apply([leaseOf("ghost@gone-1", 20_000)], home.name);
  expect((await take()).said).toBe("");
  const left = leaseOf("ghost@gone-2", 5000);
  await apply([left], home.name);
  const { said, at } = await take();
  expect(said).toContain("Somebody is changing this workflow (ghost@gone-2 since ");
  // The API server's clock is known to half a second.
  expect(at).toBeGreaterThan(Date.parse(left.spec.renewTime) + 14_000);
});

test.concurrent("who loses the lease while working is told before the next step", async ({ expect }) => {
  const { kubeconfig, namespace, kubectl, apply } = await cluster();
  await using home = await namespace();
  const kube = await Kube.connect({ kubeconfig, namespace: home.name });
  const work = async (lease: Lease) => {
    await lease.assertHeld();
    await kubectl("-n", home.name, "delete", "lease", "hello-deploy");
    await apply([leaseOf("thief@elsewhere", 0)], home.name);
    await expect.poll(() => lease.signal.aborted, { timeout: 10_000 }).toBe(true);
    await lease.assertHeld();
  };
  await expect(withLease(kube, quiet, work)).rejects.toMatchObject({ code: "LEASE-LOST", exit: "conflict" });
  expect(await kubectl("-n", home.name, "get", "lease", "hello-deploy", "-o", "name")).toContain("hello-deploy");
});

test.concurrent("a cluster that takes longer to answer than a renewal is due loses nothing, and nothing of it stays", async ({
  expect,
}) => {
  const shared = await cluster();
  await using home = await shared.namespace();
  await using door = await slowDoor(shared, home.name);
  const work = async (lease: Lease) => {
    door.writeDelayMs = 7000;
    await sleep(18_000);
    await lease.assertHeld();
    expect(lease.signal.aborted).toBe(false);
    return "done";
  };
  expect(await withLease(door.kube, quiet, work)).toBe("done");
  door.writeDelayMs = 0;
  expect(await door.kube.listMetadata(pathsIn(home.name).leases.many())).toEqual([]);
});

test.concurrent("after a long time without a renewal nothing is taken for granted: held is only what can be renewed", async ({
  expect,
}) => {
  const shared = await cluster();
  await using home = await shared.namespace();
  await using door = await slowDoor(shared, home.name);
  const work = async (lease: Lease) => {
    door.isShut = true;
    await sleep(16_000);
    door.isShut = false;
    await lease.assertHeld();
    door.isShut = true;
    await sleep(16_000);
    expect(lease.signal.aborted, "nobody has taken it over, as far as we know").toBe(false);
    await lease.assertHeld();
  };
  await expect(withLease(door.kube, quiet, work)).rejects.toMatchObject({ code: "LEASE-LOST", exit: "conflict" });
});
