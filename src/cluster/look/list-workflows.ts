import type { Kube } from "../api/kube.ts";
import { pathsIn } from "../api/paths.ts";
import { codeDigest } from "../objects/code-digest.ts";
import { type Deployment, deploymentSchema } from "../objects/deployment.ts";
import { workflowSelector } from "../objects/workflow-selector.ts";
import type { ReleaseRevision } from "../release/release-revision.ts";
import { releases } from "../release/releases.ts";
import { shortCode } from "../release/short-code.ts";
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
  /** Helm's revision; 0 when no Helm release stands behind it, as with GitOps. */
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
  const newest = newestOf(revisions);
  const engines = deployments.filter(({ spec }) => spec.selector.matchLabels["tentacular.dev/role"] === "engine");
  const found = new Map(engines.map((each) => [key(each.metadata), each]));
  return [...new Set([...newest.keys(), ...found.keys()])].sort().map((id) => listed(found.get(id), newest.get(id)));
}

function key({ namespace, name }: { namespace: string; name: string }): string {
  return `${namespace}/${name}`;
}

/** Of each workflow the newest revision: the list comes newest first. */
function newestOf(revisions: ReleaseRevision[]): Map<string, ReleaseRevision> {
  const newest = new Map<string, ReleaseRevision>();
  for (const each of revisions) {
    const id = key({ namespace: each.namespace, name: each.workflow });
    if (!newest.has(id)) newest.set(id, each);
  }
  return newest;
}

function listed(deployment: Deployment | undefined, release: ReleaseRevision | undefined): ListedWorkflow {
  const status = workflowState(deployment, release);
  const digest = deployment === undefined ? "" : codeDigest(deployment.spec.template);
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
