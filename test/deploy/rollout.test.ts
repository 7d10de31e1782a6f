import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Kube } from "../../src/cluster/api/kube.ts";
import { settle } from "../../src/cluster/rollout/rollout.ts";
import { RolloutFailure } from "../../src/cluster/rollout/rollout-failure.ts";
import { progressOn } from "../../src/output/progress.ts";
import { type Ground, ground } from "./ground.ts";

let at: Ground;
let kube: Kube;

beforeAll(async () => {
  at = await ground();
  kube = await Kube.connect({ kubeconfig: at.cluster.kubeconfig, namespace: at.namespace });
});
afterAll(() => at[Symbol.asyncDispose]());

type Odd = { image?: string; script?: string; container?: object; pod?: object };

const serve = "Deno.serve({ port: 8080 }, () => new Response())";

/** A Deployment of one pod that runs a script; the rest of it may be odd. */
async function deployment(
  name: string,
  { image = at.image, script = serve, container = {}, pod = {} }: Odd,
): Promise<void> {
  const labels = { app: name };
  const engine = {
    name: "engine",
    image,
    command: ["deno", "eval", "--no-config", script],
    env: [{ name: "DENO_DIR", value: "/tmp/deno" }],
    readinessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 1 },
    resources: { requests: { cpu: "10m", memory: "16Mi" } },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
    ...container,
  };
  const securityContext = { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: "RuntimeDefault" } };
  const spec = { securityContext, terminationGracePeriodSeconds: 0, containers: [engine], ...pod };
  const template = { metadata: { labels }, spec };
  const object = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name },
    spec: { selector: { matchLabels: labels }, template },
  };
  await at.cluster.apply([object], at.namespace);
}

/** Does something while a part of the cluster stands still. */
async function held<T>(part: string, action: () => Promise<T>): Promise<T> {
  using _pause = await at.cluster.pausing(part);
  return await action();
}

/** The failure of a rollout, and how long it took to see it, in milliseconds. */
async function failure(workflow: string, options: object = {}): Promise<RolloutFailure & { seenAfter: number }> {
  const startedAt = Date.now();
  const progress = progressOn({ write: () => true });
  const error = await settle(kube, { workflow, progress, timeoutMs: 90_000, ...options }).catch(
    (caught: unknown) => caught,
  );
  if (!(error instanceof RolloutFailure)) throw new Error(`Not a failed rollout: ${error}`);
  return Object.assign(error, { seenAfter: Date.now() - startedAt });
}

test("a crash is seen at once, with its exit code and last words", async () => {
  await deployment("crashes", { script: 'console.error("no database"); Deno.exit(78)' });
  const { evidence, code, exit } = await failure("crashes");
  expect({ code, exit }).toEqual({ code: "ROLLOUT-FAILED", exit: "failed" });
  expect(evidence).toMatchObject({ workflow: "crashes", container: "engine", exitCode: 78, log: ["no database"] });
  expect(evidence.reason).toMatch(/^Crashed$|^CrashLoopBackOff$/);
  expect(evidence.events.map(({ reason }) => reason)).toContain("Started");
});

test("a rollout that works is followed to its end; a crash of the pods before is none of its own, also while no controller has seen it", async () => {
  const following = await held("controller-manager", async () => {
    await deployment("crashes", {});
    const settled = settle(kube, { workflow: "crashes", progress: progressOn({ write: () => true }) });
    await sleep(1000);
    return { settled };
  });
  const { replicas, pods } = await following.settled;
  expect(replicas).toBe(1);
  expect(pods).toEqual([expect.stringMatching(/^crashes-/)]);
});

test("an image that nobody has is seen at once", async () => {
  await deployment("imageless", { image: `${at.cluster.registry}/nobody/has:this` });
  const { evidence } = await failure("imageless");
  expect(evidence.reason).toMatch(/^ErrImagePull$|^ImagePullBackOff$/);
  expect(evidence.message).toContain("nobody/has:this");
});

test("configuration that is missing is named", async () => {
  const env = [{ name: "X", valueFrom: { configMapKeyRef: { name: "nowhere", key: "x" } } }];
  await deployment("unconfigured", { container: { env } });
  const { evidence } = await failure("unconfigured");
  expect(evidence).toMatchObject({ reason: "CreateContainerConfigError", message: 'configmap "nowhere" not found' });
});

test("a pod that the cluster refuses is explained in its words", async () => {
  await deployment("refused", { pod: { securityContext: {} } });
  const { evidence, message } = await failure("refused");
  expect(evidence.reason).toBe("FailedCreate");
  expect(message).toContain('violates PodSecurity "restricted:latest"');
});

test("a pod that fits on no node is waited for only so long", async () => {
  await deployment("huge", { container: { resources: { requests: { cpu: "1000" } } } });
  const { evidence, seenAfter } = await failure("huge", { unschedulableMs: 4000 });
  expect(evidence).toMatchObject({ reason: "Unschedulable" });
  expect(evidence.message).toContain("Insufficient cpu");
  expect(seenAfter).toBeGreaterThan(2000);
});

test("pods that never become ready end with the time allowed", async () => {
  await deployment("silent", { script: 'console.log("thinking"); setInterval(() => {}, 1000)' });
  const { evidence, message, code, exit } = await failure("silent", { timeoutMs: 6000 });
  expect({ code, exit }).toEqual({ code: "ROLLOUT-TIMEOUT", exit: "timeout" });
  expect(message).toMatch(/^The new pods of "silent" are not ready in time: Running, not ready after \d+ s$/);
  expect(evidence).toMatchObject({ reason: "Timeout", state: "Running, not ready", log: ["thinking"] });
});

test("a Deployment that is removed meanwhile is gone, not failed", async () => {
  const progress = progressOn({ write: () => true });
  await expect(settle(kube, { workflow: "nobody", progress })).rejects.toMatchObject({ code: "ROLLOUT-GONE" });
});
