import type { ModulesPlan } from "../modules/modules-plan.ts";
import type { Permissions } from "../workflow/permissions.ts";
import type { Sidecar, WorkflowSpec } from "../workflow/spec.ts";
import type { Network } from "./network/network.ts";

/** A CronJob to be. */
export type CronTrigger = {
  /** `<wf>-cron`, or `<wf>-cron-<i>` when there are several. */
  jobName: string;
  schedule: string;
  timezone?: string;
  /** The body that the tick posts: `{"trigger": name}`, or `{}` for an unnamed one. */
  input: Record<string, unknown>;
};

/** As Kubernetes writes them, e.g. 100m, 64Mi. */
export type Quantities = { cpu: string; memory: string; "ephemeral-storage": string };

/** All that is derived from one workflow: plain data, printable, diffable. Pure function of spec and options. */
export type Plan = {
  workflow: { name: string; version: string; description: string };
  /** Labels and annotations that the objects carry besides the standard ones. */
  metadata: WorkflowSpec["metadata"];
  namespace?: string;
  /** Nodes that may run side by side, stage after stage. */
  stages: string[][];
  /** What node code may connect to, by name. */
  permissions: Permissions;
  /** What the pods may connect to and be called by, by address. */
  network: Network;
  /** `service.key` of each secret that contract or code names, sorted. */
  secrets: string[];
  /** What node code gets to see of the workflow's secrets, `service.key` or `service`; absent: all of them. */
  visibleSecrets?: string[];
  triggers: { manual: boolean; cron: CronTrigger[] };
  /** Triggers that this version cannot serve; deploying one is refused by name. */
  unserved: { index: number; type: string; name?: string }[];
  /** Per attempt of a node, in milliseconds. */
  timeoutMs: number;
  retries: number;
  /** Sandbox of the pods; empty for the cluster's default. */
  runtimeClass: string;
  /** Runs at a time, runs that wait, bytes of a body; the engine has defaults for what is absent. */
  limits?: NonNullable<WorkflowSpec["deployment"]["limits"]>;
  resources: {
    requests: Quantities;
    limits: Quantities;
  };
  sidecars: Sidecar[];
  /** Absent when the code imports no package that the contract declares. */
  modules?: ModulesPlan;
};
