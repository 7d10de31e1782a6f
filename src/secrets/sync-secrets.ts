import { createHash } from "node:crypto";
import type { Kube, KubeObject } from "../cluster/api/kube.ts";
import { pathsIn } from "../cluster/api/paths.ts";
import { workflowLabels } from "../cluster/objects/workflow-labels.ts";
import type { LocalSecrets } from "./local-secrets.ts";
import { readSecretObject } from "./read-secret-object.ts";

/** What became of `<workflow>-secrets`. */
export type SyncedSecrets = {
  /** "untouched": no local secrets, the cluster's are kept. "absent": there are none at all. */
  state: "applied" | "unchanged" | "untouched" | "absent";
  /** Changes whenever the Secret does; says nothing of its content, so it may stand in a release. */
  checksum?: string;
};

/** Applies local secrets as `<workflow>-secrets`, one key per service; without local ones leaves the cluster's alone. */
export async function syncSecrets(
  kube: Kube,
  { workflow, local }: { workflow: string; local: LocalSecrets | undefined },
): Promise<SyncedSecrets> {
  const before = await readSecretObject(kube, workflow);
  if (local === undefined) return before ? { state: "untouched", checksum: checksum(before) } : { state: "absent" };
  await kube.apply(pathsIn(kube.namespace).secrets.one(`${workflow}-secrets`), secretObject(workflow, local));
  const after = await readSecretObject(kube, workflow);
  const same = before?.resourceVersion === after?.resourceVersion;
  return { state: same ? "unchanged" : "applied", ...(after ? { checksum: checksum(after) } : {}) };
}

function secretObject(workflow: string, { services }: LocalSecrets): KubeObject {
  const data = Object.entries(services).map(([service, value]) => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return [service, Buffer.from(text).toString("base64")];
  });
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: `${workflow}-secrets`, labels: workflowLabels(workflow) },
    type: "Opaque",
    data: Object.fromEntries(data),
  };
}

function checksum({ uid, resourceVersion }: { uid: string; resourceVersion: string }): string {
  return createHash("sha256").update(`${uid}/${resourceVersion}`).digest("hex").slice(0, 16);
}
