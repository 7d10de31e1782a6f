import { TentacularError } from "../../errors.ts";
import { nearest } from "../../workflow/nearest.ts";
import type { Kube } from "../api/kube.ts";
import { listWorkflows } from "./list-workflows.ts";

/** What was looked for. */
type Part = "release history" | "Service" | "pods";

/**
 * The error for a workflow of which a part was not found: mostly no workflow of the namespace has that name, and it says
 * where else that name is, and what there is; else somebody has taken that part away.
 */
export async function workflowUnknown(
  kube: Kube,
  name: string,
  part: Part = "release history",
): Promise<TentacularError> {
  const { here, elsewhere } = await seen(kube, name);
  if (here.includes(name)) return incomplete(kube, name, part);
  const close = nearest(name, here);
  return new TentacularError(`There is no workflow "${name}" in namespace "${kube.namespace}"`, {
    code: "WORKFLOW-UNKNOWN",
    remedy: remedyFor(kube, { here, elsewhere, close }),
    exit: "notFound",
  });
}

function incomplete(kube: Kube, name: string, part: Part): TentacularError {
  const look = kube.here(`tntc status ${name} --detail`);
  const mend = `In its folder deploy it again: ${kube.here("tntc deploy")}`;
  return new TentacularError(`Workflow "${name}" is in namespace "${kube.namespace}", but has no ${part}`, {
    code: "WORKFLOW-INCOMPLETE",
    remedy: part === "pods" ? `See why with: ${look}` : mend,
    exit: part === "release history" ? "notFound" : "unreachable",
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
