import { fieldManager } from "../../cluster/api/kube.ts";
import type { KubeRequest } from "../../cluster/api/transport.ts";
import type { ManifestObject } from "./manifest-objects.ts";

/** Sets an object back to what its manifest says, whole lists at a time; what the manifest is silent about stays. */
export function setBack({ text }: ManifestObject, path: string, { dryRun = false } = {}): KubeRequest {
  return {
    method: "PATCH",
    path,
    query: { fieldManager, ...(dryRun ? { dryRun: "All" } : {}) },
    headers: { "Content-Type": "application/merge-patch+json" },
    body: text,
  };
}
