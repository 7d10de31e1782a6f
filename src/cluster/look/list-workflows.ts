import type { Kube } from "../api/kube.ts";
import { pathsIn } from "../api/paths.ts";
import { codeDigest } from "../objects/code-digest.ts";
import { type Deployment, deploymentSchema } from "../objects/deployment.ts";
import { isEngine } from "../objects/is-engine.ts";
import { workflowSelector } from "../objects/workflow-selector.ts";
import type { ReleaseRevision } from "../release/release-revision.ts";
import { releases } from "../release/releases.ts";
import { shortCode } from "../release/short-code.ts";
import { shownRevision } from "./shown-revision.ts";
import { type WorkflowState, workflowState } from "./workflow-state.ts";

/** One deployed workflow in a list. */
export type ListedWorkflow = {
  name: string;
  namespace: string;
  version: string;
  status: WorkflowState;
  /** All replicas that are wanted serve the newest version. */
  ready: boolean;
  replicas: number;
  available: number;
  image: string;
  /** Helm's revision that the Deployment is of; 0 when Helm keeps none of its code, as with GitOps. */
  revision: number;
  /** First 12 hex digits of the code digest. */
  code: string;
  created: string;
};

/**
 * All workflows of a namespace, or of every one when `namespace` is undefined. Reads Deployments, and of the releases
 * only the metadata.
 */
export async function listWorkflows(kube: Kube, namespace: string | undefined): Promise<ListedWorkflow[]> {
  const [deployments, revisions] = await Promise.all([
    kube.list(pathsIn(namespace).deployments.many(), deploymentSchema, {
      labels: workflowSelector(),
    }),
    releases(kube, { namespace }),
  ]);
  const kept = byWorkflow(revisions);
  const found = new Map(deployments.filter(isEngine).map((each) => [key(each.metadata), each]));
  return [...new Set([...kept.keys(), ...found.keys()])].sort().map((id) => listed(found.get(id), kept.get(id) ?? []));
}

function key({ namespace, name }: { namespace: string; name: string }): string {
  return `${namespace}/${name}`;
}

/** The revisions of each workflow, newest first as they come. */
function byWorkflow(revisions: ReleaseRevision[]): Map<string, ReleaseRevision[]> {
  return Map.groupBy(revisions, ({ namespace, workflow }) => key({ namespace, name: workflow }));
}

function listed(deployment: Deployment | undefined, revisions: ReleaseRevision[]): ListedWorkflow {
  const status = workflowState(deployment, revisions[0]);
  const digest = deployment === undefined ? "" : codeDigest(deployment.spec.template);
  const release = shownRevision(revisions, shortCode(digest));
  return {
    name: deployment?.metadata.name ?? release?.workflow ?? "",
    namespace: deployment?.metadata.namespace ?? release?.namespace ?? "",
    version: deployment?.metadata.labels["app.kubernetes.io/version"] ?? release?.version ?? "",
    status,
    ready: status === "ready",
    replicas: deployment?.spec.replicas ?? 0,
    available: deployment?.status.availableReplicas ?? 0,
    image: deployment?.spec.template.spec.containers.find(({ name }) => name === "engine")?.image ?? "",
    revision: release?.revision ?? 0,
    code: shortCode(digest) || (release?.code ?? ""),
    created: deployment?.metadata.creationTimestamp ?? release?.at ?? "",
  };
}
