import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Cluster } from "../cluster/fixture.ts";

/** A folder of this machine that pods of one namespace get by a claim; it goes when it is disposed of. */
export type LocalDisk = AsyncDisposable & { path: string; claim: string };

/** Makes the folder, and a claim that nothing else can bind. */
export async function localDisk({ kubectl, apply }: Cluster, namespace: string): Promise<LocalDisk> {
  const path = await mkdtemp(join(tmpdir(), "tntc-disk-"));
  const [name, claim] = [`disk-${namespace}`, "disk"];
  const node = (await kubectl("get", "nodes", "-o", "jsonpath={.items[0].metadata.name}")).trim();
  const here = { key: "kubernetes.io/hostname", operator: "In", values: [node] };
  const size = { storage: "5Gi" };
  const both = { accessModes: ["ReadWriteOnce"], storageClassName: "" };
  const volume = {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name },
    spec: {
      ...both,
      capacity: size,
      persistentVolumeReclaimPolicy: "Retain",
      claimRef: { namespace, name: claim },
      local: { path },
      nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [here] }] } },
    },
  };
  const spec = { ...both, volumeName: name, resources: { requests: size } };
  await apply(
    [volume, { apiVersion: "v1", kind: "PersistentVolumeClaim", metadata: { name: claim }, spec }],
    namespace,
  );
  return {
    path,
    claim,
    async [Symbol.asyncDispose]() {
      await kubectl("delete", "persistentvolume", name, "--wait=false", "--ignore-not-found");
      await rm(path, { recursive: true, force: true });
    },
  };
}
