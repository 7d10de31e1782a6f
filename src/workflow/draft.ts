import { z } from "zod";
import { config } from "./schema/config.ts";
import { caller, dependency, egress } from "./schema/contract.ts";
import { edge } from "./schema/edge.ts";
import { node } from "./schema/node.ts";
import { sidecar } from "./schema/sidecar.ts";
import { trigger } from "./schema/trigger.ts";
import type { Dependency, Edge, NodeSpec, Sidecar, Trigger } from "./spec.ts";

/** Things by name; undefined where the thing itself is malformed. */
type Named<T> = Map<string, T | undefined>;

/**
 * What can be understood of a workflow that may have errors, so that the rules can look at the rest of it.
 * Places in lists stay as they are; a malformed item is undefined.
 */
export type Draft = {
  name: string | undefined;
  nodes: Named<NodeSpec>;
  edges: (Edge | undefined)[];
  triggers: (Trigger | undefined)[];
  config: z.output<typeof config> | undefined;
  sidecars: (Sidecar | undefined)[];
  /** Undefined when there is no such key. */
  contract: DraftContract | undefined;
};

/** What can be understood of a contract. */
export type DraftContract = {
  dependencies: Named<Dependency>;
  egress: (z.output<typeof egress> | undefined)[];
  ingress: (z.output<typeof caller> | undefined)[];
  apiServerCIDRs: (string | undefined)[];
};

type Issue = z.core.$ZodIssue;

/** Item by item, from data that a schema has already looked at; unknown keys, which have been reported, do not count. */
export function draftOf(data: unknown, issues: readonly Issue[]): Draft {
  const whole = entriesOf(issues.length === 0 ? data : withoutUnknownKeys(data, issues));
  const contract = whole.get("contract");
  const name = whole.get("name");
  return {
    name: typeof name === "string" ? name : undefined,
    nodes: mapOf(node, whole.get("nodes")),
    edges: listOf(edge, whole.get("edges")),
    triggers: listOf(trigger, whole.get("triggers")),
    config: kept(config, whole.get("config") ?? {}),
    sidecars: listOf(sidecar, whole.get("sidecars")),
    contract: whole.has("contract") ? contractOf(entriesOf(contract)) : undefined,
  };
}

function contractOf(contract: Map<string, unknown>): Draft["contract"] {
  const policy = entriesOf(contract.get("networkPolicy"));
  return {
    dependencies: mapOf(dependency, contract.get("dependencies")),
    egress: listOf(egress, policy.get("additionalEgress")),
    ingress: listOf(caller, policy.get("ingress")),
    apiServerCIDRs: listOf(z.string(), policy.get("apiServerCIDRs")),
  };
}

function kept<T extends z.ZodType>(schema: T, value: unknown): z.output<T> | undefined {
  return schema.safeParse(value).data;
}

function listOf<T extends z.ZodType>(schema: T, value: unknown): (z.output<T> | undefined)[] {
  return Array.isArray(value) ? value.map((item) => kept(schema, item)) : [];
}

function mapOf<T extends z.ZodType>(schema: T, value: unknown): Named<z.output<T>> {
  return new Map([...entriesOf(value)].map(([name, item]) => [name, kept(schema, item)]));
}

function entriesOf(value: unknown): Map<string, unknown> {
  const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
  return new Map(isMap ? Object.entries(value) : []);
}

function withoutUnknownKeys(data: unknown, issues: readonly Issue[]): unknown {
  const copy: unknown = structuredClone(data);
  for (const issue of issues) {
    if (issue.code !== "unrecognized_keys") continue;
    let at = copy;
    for (const part of issue.path) at = at instanceof Object ? Reflect.get(at, part) : undefined;
    for (const key of issue.keys) if (at instanceof Object) Reflect.deleteProperty(at, key);
  }
  return copy;
}
