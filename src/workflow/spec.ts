/** How a workflow is started. */
export type Trigger = {
  type: "manual" | "cron" | "queue" | "webhook";
  name?: string;
  /** cron: five fields, e.g. `0 9 * * *`. */
  schedule?: string;
  /** cron: an IANA name, e.g. `Europe/Berlin`. @default the cluster's */
  timezone?: string;
  /** queue: the NATS subject. */
  subject?: string;
  /** webhook */
  provider?: string;
  path?: string;
  event?: string;
  actions?: string[];
};

/** One node: a TypeScript file whose default export is `(ctx, input) => output`. */
export type NodeSpec = {
  /** Relative to the workflow's folder, e.g. `./nodes/pull.ts`. */
  path: string;
  description?: string;
  capabilities?: Record<string, string>;
};

export type Edge = { from: string; to: string };

/** Something outside that the workflow may touch. */
export type Dependency = {
  protocol: string;
  type?: "dynamic-target";
  host?: string;
  port?: number;
  auth?: { type: string; secret: string };
  version?: string;
  database?: string;
  user?: string;
  subject?: string;
  container?: string;
  cidr?: string;
  dynPorts?: PortSpec[];
  [extension: string]: unknown;
};

export type PortSpec = { port: number; protocol: "TCP" | "UDP" };

export type Contract = {
  version: "1";
  dependencies: Record<string, Dependency>;
  networkPolicy?: {
    additionalEgress?: { toCIDR: string; ports: PortSpec[]; reason?: string }[];
  };
  [extension: string]: unknown;
};

export type Sidecar = { name: string; image: string; port: number; [key: string]: unknown };

/**
 * A workflow as all later steps see it: defaults filled in, spellings of the union unified.
 * Source: `workflow.yaml`, by {@link parseWorkflow}.
 */
export type WorkflowSpec = {
  name: string;
  /** `MAJOR.MINOR` or `MAJOR.MINOR.PATCH`. */
  version: string;
  description: string;
  metadata: { owner?: string; team?: string; group?: string; tags: string[]; environment?: string };
  /** Never empty; `[{ type: "manual" }]` when the file names none. */
  triggers: Trigger[];
  nodes: Record<string, NodeSpec>;
  edges: Edge[];
  /** The author's own settings, as they are; `timeout` and `retries` are also ours. */
  config: { timeout?: string; retries?: number; [key: string]: unknown };
  deployment: { namespace?: string; runtimeClass?: string };
  sidecars: Sidecar[];
  /** Absent when the file has no `contract` key at all, which is not the same as an empty one. */
  contract?: Contract;
};
