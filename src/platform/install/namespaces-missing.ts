import { exists } from "../../cluster/api/exists.ts";
import type { Kube } from "../../cluster/api/kube.ts";
import type { Problem } from "../../deploy/problem.ts";
import type { ManifestObject } from "./manifest-objects.ts";

/** Namespaces in which the chart places something, and which nobody has made: Helm would stop halfway. */
export async function namespacesMissing(kube: Kube, objects: ManifestObject[]): Promise<Problem[]> {
  const named = [...new Set(objects.map(({ namespace }) => namespace))]
    .filter((each) => each !== kube.namespace)
    .sort();
  const found = await Promise.all(named.map((each) => exists(kube, `/api/v1/namespaces/${encodeURIComponent(each)}`)));
  return named.filter((_, at) => found[at] === false).map((name) => problem(kube, name));
}

function problem(kube: Kube, name: string): Problem {
  return {
    code: "NAMESPACE-MISSING",
    message: `Namespace "${name}" of global.workflowNamespaces does not exist`,
    remedy: kube.onCluster(`kubectl create namespace ${name}`),
  };
}
