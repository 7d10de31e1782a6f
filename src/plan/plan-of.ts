import type { ModulesPlan } from "../modules/modules-plan.ts";
import { durationMs } from "../workflow/duration-ms.ts";
import { permissionsOf } from "../workflow/permissions.ts";
import { stagesOf } from "../workflow/stages.ts";
import type { Workflow } from "../workflow/workflow.ts";
import { cronTriggers } from "./cron-triggers.ts";
import { type NetworkOptions, networkOf } from "./network/network-of.ts";
import type { Plan } from "./plan.ts";
import { secretNames } from "./secret-names.ts";
import { visibleSecrets } from "./visible-secrets.ts";

/** What the command line decides over the workflow's own words. */
export type PlanOptions = {
  /** @default the workflow's deployment.namespace */
  namespace?: string;
  /** Empty for none. @default the workflow's deployment.runtimeClass, else "gvisor" */
  runtimeClass?: string;
  /** What was found out about packages. @default none are imported */
  modules?: ModulesPlan;
  /** What the cluster adds to the network. @default what most clusters have */
  network?: Omit<NetworkOptions, "modules">;
};

/** Per attempt of a node, when the workflow says nothing. */
const defaultTimeoutMs = 30_000;

/** A kernel of its own for each pod, unless somebody says otherwise. */
const defaultRuntimeClass = "gvisor";

/** Disk is what a pod writes: half a GiB in /tmp, and its logs. */
const resources: Plan["resources"] = {
  requests: { cpu: "100m", memory: "64Mi", "ephemeral-storage": "64Mi" },
  limits: { cpu: "1", memory: "256Mi", "ephemeral-storage": "640Mi" },
};

/**
 * All that is derived from one workflow. Pure: the same workflow and options give the same plan.
 *
 * @example
 * const plan = planOf(await readWorkflow("."), { namespace: "finance" });
 */
export function planOf({ spec, references }: Pick<Workflow, "spec" | "references">, options: PlanOptions = {}): Plan {
  const namespace = options.namespace ?? spec.deployment.namespace;
  const visible = visibleSecrets(spec, references);
  return {
    workflow: { name: spec.name, version: spec.version, description: spec.description },
    metadata: spec.metadata,
    ...(namespace === undefined ? {} : { namespace }),
    stages: stagesOf(spec),
    permissions: permissionsOf(spec),
    network: networkOf(spec, { ...options.network, modules: options.modules }),
    secrets: secretNames(spec, references),
    ...(visible === undefined ? {} : { visibleSecrets: visible }),
    triggers: { manual: spec.triggers.some(({ type }) => type === "manual"), cron: cronTriggers(spec) },
    unserved: unservedOf(spec),
    timeoutMs: durationMs(spec.config.timeout ?? "") ?? defaultTimeoutMs,
    retries: spec.config.retries ?? 0,
    runtimeClass: options.runtimeClass ?? spec.deployment.runtimeClass ?? defaultRuntimeClass,
    ...(spec.deployment.limits === undefined ? {} : { limits: spec.deployment.limits }),
    resources,
    sidecars: spec.sidecars,
    ...(options.modules === undefined ? {} : { modules: options.modules }),
  };
}

function unservedOf({ triggers }: Workflow["spec"]): Plan["unserved"] {
  return triggers.flatMap(({ type, name }, index) =>
    type === "queue" || type === "webhook" ? [{ index, type, ...(name === undefined ? {} : { name }) }] : [],
  );
}
