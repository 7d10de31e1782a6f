import type { Kube } from "../api/kube.ts";
import { workflowUnknown } from "../look/workflow-unknown.ts";
import { type OwnedObject, objectsOf } from "../objects/objects-of.ts";
import { ownReleases } from "../release/own-releases.ts";

/** All that would go if a workflow were removed. */
export type UndeployPlan = {
  workflow: string;
  namespace: string;
  context: string;
  server: string;
  /** Kept revisions of its Helm release; 0 when there is no release. */
  revisions: number;
  objects: OwnedObject[];
};

/** What to look at, and what is to stay. */
export type UndeployPlanOptions = {
  workflow: string;
  /** Leave `<workflow>-secrets`. */
  keepSecrets: boolean;
};

/** Looks at what there is. @throws {TentacularError} `WORKFLOW-UNKNOWN` (notFound) when there is nothing */
export async function undeployPlan(kube: Kube, { workflow, keepSecrets }: UndeployPlanOptions): Promise<UndeployPlan> {
  const [found, revisions] = await Promise.all([objectsOf(kube, workflow), ownReleases(kube, workflow)]);
  const kept = (each: OwnedObject) => keepSecrets && each.kind === "Secret" && each.name === `${workflow}-secrets`;
  const objects = found.filter((each) => !kept(each));
  if (objects.length + revisions.length === 0) throw await workflowUnknown(kube, workflow, "release history");
  const { context, namespace } = kube;
  return { workflow, namespace, context, server: kube.access.server.host, revisions: revisions.length, objects };
}
