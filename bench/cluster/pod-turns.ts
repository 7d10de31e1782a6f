import { setTimeout as wait } from "node:timers/promises";
import type { Kube } from "../../src/cluster/api/kube.ts";
import { pathsIn } from "../../src/cluster/api/paths.ts";
import { podSchema } from "../../src/cluster/objects/pod.ts";
import { turnsWithin } from "../turns-within.ts";

/** A Deployment, by the labels of its pods. */
export type Kind = { deployment: string; labels: string };

const lookEveryMs = 20;
const patienceMs = 60_000;

/** Milliseconds from the wish for a pod to a pod that is ready, of both in turn, each time from none at all. */
export async function podTurns(
  kube: Kube,
  { engine, bare }: Record<"engine" | "bare", Kind>,
  limits: { turns: number; ms: number },
): Promise<Record<"engine" | "bare", number[]>> {
  const times: Record<"engine" | "bare", number[]> = { engine: [], bare: [] };
  await turnsWithin(limits, async () => {
    times.engine.push(await timeOf(kube, engine));
    times.bare.push(await timeOf(kube, bare));
  });
  return times;
}

async function timeOf(kube: Kube, { deployment, labels }: Kind): Promise<number> {
  await scale(kube, deployment, 0);
  await until(async () => {
    const left = await pods(kube, labels);
    // What is measured is the start: the end need not be kind.
    await Promise.all(left.map(({ name, ending }) => (ending ? undefined : removeNow(kube, name))));
    return left.length === 0;
  });
  const asked = performance.now();
  await scale(kube, deployment, 1);
  await until(async () => (await pods(kube, labels)).some(({ ready }) => ready));
  return performance.now() - asked;
}

async function scale(kube: Kube, deployment: string, replicas: number): Promise<void> {
  const { status, body } = await kube.send({
    method: "PATCH",
    path: pathsIn(kube.namespace).deployments.one(deployment),
    headers: { "Content-Type": "application/merge-patch+json" },
    body: JSON.stringify({ spec: { replicas } }),
  });
  if (status >= 400) throw new Error(`"${deployment}" could not be scaled to ${replicas}: ${body}`);
}

async function removeNow(kube: Kube, name: string): Promise<void> {
  const body = JSON.stringify({ apiVersion: "v1", kind: "DeleteOptions", gracePeriodSeconds: 1 });
  await kube.send({ method: "DELETE", path: pathsIn(kube.namespace).pods.one(name), body });
}

async function pods(kube: Kube, labels: string): Promise<{ name: string; ready: boolean; ending: boolean }[]> {
  const found = await kube.list(pathsIn(kube.namespace).pods.many(), podSchema, { labels });
  return found.map(({ metadata: { name, deletionTimestamp }, status: { conditions } }) => ({
    name,
    ready: conditions.some(({ type, status }) => type === "Ready" && status === "True"),
    ending: deletionTimestamp !== undefined,
  }));
}

async function until(done: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + patienceMs; !(await done()); await wait(lookEveryMs)) {
    if (Date.now() > end) throw new Error(`Nothing came of it within ${patienceMs / 1000} s`);
  }
}
