import type { Kube } from "../api/kube.ts";
import { type Paths, pathsIn } from "../api/paths.ts";
import { objectKinds } from "./object-kinds.ts";
import { workflowSelector } from "./workflow-selector.ts";

/** One object of a workflow. */
export type OwnedObject = { kind: string; plural: keyof Paths; name: string; uid: string };

/** What a workflow has on the cluster, without what other objects own, such as the pods of its Deployment. */
export async function objectsOf(kube: Kube, workflow: string): Promise<OwnedObject[]> {
  const labels = workflowSelector(workflow);
  const found = await Promise.all(
    objectKinds.map(async ({ kind, plural }) => {
      const listed = await kube.listMetadata(pathsIn(kube.namespace)[plural].many(), { labels });
      return listed
        .filter(({ ownerReferences }) => ownerReferences.length === 0)
        .map(({ name, uid }) => ({ kind, plural, name, uid }));
    }),
  );
  return found.flat();
}
