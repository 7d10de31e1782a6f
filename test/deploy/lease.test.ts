import { expect, test } from "vitest";
import { Kube } from "../../src/cluster/api/kube.ts";
import { pathsIn } from "../../src/cluster/api/paths.ts";
import { type Lease, withLease } from "../../src/cluster/lease/lease.ts";
import { progressOn } from "../../src/output/progress.ts";
import { cluster } from "../cluster/fixture.ts";
import { expectClusterGolden } from "./cluster-golden.ts";
import { ground } from "./ground.ts";
import { hello } from "./hello.ts";

const quiet = { workflow: "hello", action: "deploy", progress: progressOn({ write: () => true }) } as const;

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

test("of many that ask at once exactly one gets it; the others learn who has it", async () => {
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

test("work that throws gives the lease back", async () => {
  const { kubeconfig, namespace } = await cluster();
  await using home = await namespace();
  const kube = await Kube.connect({ kubeconfig, namespace: home.name });
  const broken = withLease(kube, quiet, async () => Promise.reject(new Error("broken")));
  await expect(broken).rejects.toThrow("broken");
  expect(await withLease(kube, quiet, async () => "mine")).toBe("mine");
});

test("an expired lease is taken over at once, a fresh one of a dead holder when its time is up", async () => {
  const { kubeconfig, namespace, apply } = await cluster();
  await using home = await namespace();
  const kube = await Kube.connect({ kubeconfig, namespace: home.name });
  const take = async () => {
    const startedAt = Date.now();
    await withLease(kube, quiet, async () => {});
    return Date.now() - startedAt;
  };
  await apply([leaseOf("ghost@gone-1", 20_000)], home.name);
  expect(await take()).toBeLessThan(3000);
  await apply([leaseOf("ghost@gone-2", 9000)], home.name);
  expect(await take()).toBeGreaterThan(4000);
});

test("who loses the lease while working is told before the next step", async () => {
  const { kubeconfig, namespace, kubectl, apply } = await cluster();
  await using home = await namespace();
  const kube = await Kube.connect({ kubeconfig, namespace: home.name });
  const work = async (lease: Lease) => {
    lease.assertHeld();
    await kubectl("-n", home.name, "delete", "lease", "hello-deploy");
    await apply([leaseOf("thief@elsewhere", 0)], home.name);
    await expect.poll(() => lease.signal.aborted, { timeout: 10_000 }).toBe(true);
    lease.assertHeld();
  };
  await expect(withLease(kube, quiet, work)).rejects.toMatchObject({ code: "LEASE-LOST", exit: "conflict" });
  expect(await kubectl("-n", home.name, "get", "lease", "hello-deploy", "-o", "name")).toContain("hello-deploy");
});

test("two deploys at once: one deploys, the other says who does", async () => {
  await using at = await ground();
  await at.write(hello({ version: "1.0", greeting: "hi" }));
  const both = await Promise.all([at.tntc(["deploy"]), at.tntc(["deploy"])]);
  const [won, lost] = both.sort((a, b) => a.exitCode - b.exitCode);
  expect(won?.exitCode).toBe(0);
  expect(lost?.exitCode).toBe(5);
  expect(lost?.stderr).toContain("(LEASE-HELD)");
});

test("while somebody deploys, rollback and undeploy wait their turn", async () => {
  await using at = await ground();
  await at.write(hello({ version: "1.0", greeting: "one" }));
  expect((await at.tntc(["deploy"])).exitCode).toBe(0);
  const kube = await Kube.connect({ kubeconfig: at.cluster.kubeconfig, namespace: at.namespace });
  await withLease(kube, quiet, async () => {
    const refused = await at.tntc(["undeploy", "hello", "--yes", "-o", "json"]);
    expectClusterGolden(
      "undeploy-held",
      { ...refused, stdout: refused.stdout.replaceAll(/[\w.-]+@[\w.-]+/g, "<holder>"), stderr: "" },
      at,
    );
  });
  expect((await at.tntc(["status", "hello"])).stdout).toContain("ready");
});
