import { TentacularError } from "../../errors.ts";
import { nearest } from "../../workflow/nearest.ts";
import type { Kube } from "../api/kube.ts";
import { listWorkflows } from "./list-workflows.ts";

/** The error for a name that no workflow of the namespace has: it says where else that name is, and what there is. */
export async function workflowUnknown(kube: Kube, name: string): Promise<TentacularError> {
  const { here, elsewhere } = await seen(kube, name);
  const close = nearest(name, here);
  return new TentacularError(`There is no workflow "${name}" in namespace "${kube.namespace}"`, {
    code: "WORKFLOW-UNKNOWN",
    remedy: remedyFor(kube, { here, elsewhere, close }),
    exit: "notFound",
  });
}

type Seen = { here: string[]; elsewhere: string[] };

/** The names in this namespace, and the other namespaces that have this one. Not everybody may look everywhere. */
async function seen(kube: Kube, name: string): Promise<Seen> {
  const inNamespace = () => listWorkflows(kube, kube.namespace).catch(() => []);
  const all = await listWorkflows(kube, undefined).catch(inNamespace);
  const here = all.filter(({ namespace }) => namespace === kube.namespace);
  const elsewhere = all.filter((each) => each.name === name && each.namespace !== kube.namespace);
  return { here: here.map((each) => each.name), elsewhere: elsewhere.map(({ namespace }) => namespace) };
}

function remedyFor(kube: Kube, { here, elsewhere, close }: Seen & { close: string | undefined }): string {
  const [first] = elsewhere;
  if (first !== undefined) {
    const where = elsewhere.slice(0, 10).map((namespace) => `"${namespace}"`);
    return `It is in namespace ${where.join(", ")}; name it with -n ${first}`;
  }
  if (here.length === 0) return `Deploy it, or name its namespace with -n; ${kube.onCluster("tntc list -A")} shows all`;
  return `${close === undefined ? "" : `Did you mean "${close}"? `}There is: ${here.slice(0, 10).join(", ")}`;
}
