import { setTimeout as sleep } from "node:timers/promises";
import type { Ground } from "./ground.ts";

/** A tick as a failed deploy leaves one behind: a Job whose pod waits for an image that nobody has. */
export async function stuckTick({ cluster, namespace }: Ground, workflow: string, name: string): Promise<void> {
  const labels = {
    "app.kubernetes.io/name": workflow,
    "app.kubernetes.io/part-of": "tentacular",
    "tentacular.dev/role": "trigger",
  };
  const restricted = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };
  const container = { name: "trigger", image: `${cluster.registry}/not-there:1`, securityContext: restricted };
  const spec = {
    restartPolicy: "Never",
    securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: "RuntimeDefault" } },
    containers: [container],
  };
  const template = { metadata: { labels }, spec };
  const job = { apiVersion: "batch/v1", kind: "Job", metadata: { name, labels }, spec: { backoffLimit: 0, template } };
  await cluster.apply([job], namespace);
  const pods = ["get", "pods", "-l", `batch.kubernetes.io/job-name=${name}`, "-o"];
  const waitsFor = "jsonpath={.items[*].status.containerStatuses[*].state.waiting.reason}";
  const until = Date.now() + 60_000;
  while (!/ImagePull/.test(await cluster.kubectl("-n", namespace, ...pods, waitsFor))) {
    if (Date.now() > until) throw new Error(`The pod of "${name}" does not wait for its image`);
    await sleep(300);
  }
}
