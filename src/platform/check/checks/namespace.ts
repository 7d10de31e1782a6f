import type { Kube } from "../../../cluster/api/kube.ts";
import type { Check } from "../check.ts";
import type { CheckGround } from "../check-ground.ts";

const label = "pod-security.kubernetes.io/enforce";

/** The namespace, and whether it lets in restricted pods only. */
export function namespaceChecks({ kube, namespace }: Pick<CheckGround, "kube" | "namespace">): Check[] {
  const name = `Namespace "${kube.namespace}"`;
  const id = "namespace";
  switch (namespace.state) {
    case "there": {
      const level = namespace.labels[label];
      return [{ id, state: "pass", message: `${name} exists` }, podSecurity(kube, level)];
    }
    case "missing": {
      const remedy = `${kube.onCluster(`tntc cluster check --fix -n ${kube.namespace}`)}, or name another with -n`;
      return [{ id, state: "fail", message: `${name} does not exist`, remedy }];
    }
    case "ending": {
      const remedy = "Wait until it is gone, or name another with -n";
      return [{ id, state: "fail", message: `${name} is being deleted`, remedy }];
    }
    case "hidden": {
      const remedy = `Ask for the permission to get the namespace "${kube.namespace}"`;
      return [{ id, state: "skip", message: `${name} not looked at: no permission`, remedy }];
    }
  }
}

/** Our own pods are restricted anyway; the label keeps out others that would stand beside them. */
function podSecurity(kube: Kube, level: string | undefined): Check {
  const id = "pod-security";
  const { namespace } = kube;
  if (level === "restricted") {
    return { id, state: "pass", message: 'Pod Security Standard "restricted" is enforced' };
  }
  const remedy =
    level === undefined
      ? kube.onCluster(`tntc cluster check --fix -n ${namespace}`)
      : kube.onCluster(`kubectl label namespace ${namespace} ${label}=restricted --overwrite`);
  const instead = level === undefined ? "no Pod Security Standard" : `only the Pod Security Standard "${level}"`;
  return { id, state: "warn", message: `Namespace "${namespace}" enforces ${instead}`, remedy };
}
