import type { Kube, Metadata } from "../api/kube.ts";
import { pathsIn } from "../api/paths.ts";
import { rolloutLabel } from "./mark-rollout.ts";
import type { ReleaseRevision } from "./release-revision.ts";

/**
 * Revisions from the metadata of Helm's release Secrets, which is small where the Secrets are not. Newest first.
 *
 * @param workflow one workflow; without it those of every workflow
 * @param namespace undefined means all namespaces
 */
export async function releases(
  kube: Kube,
  { workflow, namespace }: { workflow?: string; namespace: string | undefined },
): Promise<ReleaseRevision[]> {
  const labels = workflow === undefined ? "owner=helm,tentacular.io/workflow" : `owner=helm,name=${workflow}`;
  const found = await kube.listMetadata(pathsIn(namespace).secrets.many(), { labels });
  return found.map(revisionOf).sort((a, b) => b.revision - a.revision);
}

function revisionOf({ labels, namespace, creationTimestamp }: Metadata): ReleaseRevision {
  const fingerprint = labels["tentacular.io/fingerprint"];
  return {
    workflow: labels["name"] ?? "",
    namespace,
    revision: Number(labels["version"] ?? 0),
    status: labels["status"] ?? "unknown",
    version: labels["tentacular.io/version"] ?? "",
    code: labels["tentacular.io/code"] ?? "",
    rollout: labels[rolloutLabel] ?? "",
    at: createdAt(labels["createdAt"]) ?? creationTimestamp,
    ...(fingerprint ? { fingerprint } : {}),
  };
}

function createdAt(seconds: string | undefined): string | undefined {
  return seconds === undefined || seconds === "" ? undefined : new Date(Number(seconds) * 1000).toISOString();
}
