import type { Kube } from "../api/kube.ts";
import type { ReleaseRevision } from "./release-revision.ts";
import { releases } from "./releases.ts";

/** The revisions of a workflow, newest first. The name of a release alone proves nothing: those without our label are not ours. */
export async function ownReleases(kube: Kube, workflow: string): Promise<ReleaseRevision[]> {
  return (await releases(kube, { workflow, namespace: kube.namespace })).filter(({ version }) => version !== "");
}
