import type { Paths } from "../api/paths.ts";

/** The kinds that a workflow may have objects of, in the order in which they are best removed. */
export const objectKinds: { kind: string; plural: keyof Paths }[] = [
  { kind: "CronJob", plural: "cronjobs" },
  { kind: "Deployment", plural: "deployments" },
  { kind: "Service", plural: "services" },
  { kind: "NetworkPolicy", plural: "networkpolicies" },
  { kind: "Job", plural: "jobs" },
  { kind: "Pod", plural: "pods" },
  { kind: "ServiceAccount", plural: "serviceaccounts" },
  { kind: "ConfigMap", plural: "configmaps" },
  { kind: "Secret", plural: "secrets" },
  { kind: "Lease", plural: "leases" },
];
