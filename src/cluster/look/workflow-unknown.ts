import { TentacularError } from "../../errors.ts";
import { nearest } from "../../workflow/nearest.ts";
import type { Kube } from "../api/kube.ts";
import { listWorkflows } from "./list-workflows.ts";

/** The error for a name that no workflow of the namespace has, with those that are there. */
export async function workflowUnknown(kube: Kube, name: string): Promise<TentacularError> {
  const there = (await listWorkflows(kube, kube.namespace).catch(() => [])).map((each) => each.name);
  const close = nearest(name, there);
  const remedy =
    there.length === 0
      ? "Deploy it, or name its namespace with -n; tntc list -A shows all"
      : `${close === undefined ? "" : `Did you mean "${close}"? `}There is: ${there.slice(0, 10).join(", ")}`;
  return new TentacularError(`There is no workflow "${name}" in namespace "${kube.namespace}"`, {
    code: "WORKFLOW-UNKNOWN",
    remedy,
    exit: "notFound",
  });
}
