import { pack } from "../bundle/pack.ts";
import { readWorkflow } from "../bundle/read-workflow.ts";
import { Helm } from "../cluster/helm/helm.ts";
import { readSettings } from "../image/settings.ts";
import type { ModuleMode } from "../modules/modules-plan.ts";
import type { Plan } from "../plan/plan.ts";
import { valuesOf, type WorkflowValues } from "../plan/values.ts";
import { workflowChart } from "./chart.ts";
import { planModules } from "./modules/plan-modules.ts";
import { planFor } from "./plan-for.ts";

/** What to look at, and how far to go. */
export type PlanWorkflowOptions = {
  dir: string;
  /** @default the workflow's deployment.namespace */
  namespace?: string | undefined;
  /** @default the image that `tntc build` remembered, else the chart's */
  image?: string | undefined;
  /** @default the workflow's deployment.runtimeClass, else the settings', else gvisor */
  runtimeClass?: string | undefined;
  /** @default the workflow's deployment.modules, else the settings', else from the cluster's module proxy */
  modules?: ModuleMode | undefined;
  show?: "values" | "manifests" | undefined;
  signal?: AbortSignal;
};

/** A plan, and the steps after it that were asked for. */
export type Planned = {
  plan: Plan;
  code: { digest: string; bytes: number; files: string[] };
  values?: WorkflowValues;
  /** YAML, as Helm renders it. */
  manifests?: string;
};

/**
 * What a deploy would do, without a cluster: the plan, the chart's values, the objects.
 *
 * @throws {TentacularError} what `readWorkflow` and `pack` throw; `HELM-MISSING` (preflight) for manifests
 */
export async function planWorkflow(options: PlanWorkflowOptions): Promise<Planned> {
  const { dir, show, signal } = options;
  const [workflow, settings] = await Promise.all([readWorkflow(dir), readSettings(dir)]);
  const { modules, made } = await planModules(workflow, settings, options.modules);
  const plan = planFor(workflow, settings, { ...options, modules });
  const packed = await pack({ ...workflow, made });
  const files = [...new Set([...workflow.files, ...made.map(({ path }) => path)])].sort();
  const planned = { plan, code: { digest: packed.digest, bytes: packed.bytes, files } };
  if (show === undefined) return planned;
  const values = valuesOf(plan, packed, { image: options.image ?? settings.image ?? "tentacular-engine" });
  if (show === "values") return { ...planned, values };
  const chart = workflowChart(settings);
  const helm = new Helm({ namespace: plan.namespace ?? "default", signal });
  const manifests = await helm.template(plan.workflow.name, { ...chart, values });
  return { ...planned, values, manifests };
}
