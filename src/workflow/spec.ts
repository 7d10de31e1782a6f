import type { z } from "zod";
import type { contract, dependency } from "./schema/contract.ts";
import type { edge } from "./schema/edge.ts";
import type { node } from "./schema/node.ts";
import type { port } from "./schema/port.ts";
import type { sidecar } from "./schema/sidecar.ts";
import type { trigger } from "./schema/trigger.ts";
import type { workflow } from "./schema/workflow.ts";

/** How a workflow is started. */
export type Trigger = z.output<typeof trigger>;

/** One node: a TypeScript file whose default export is `(ctx, input) => output`. */
export type NodeSpec = z.output<typeof node>;

/** `to` runs after `from` and gets its output. */
export type Edge = z.output<typeof edge>;

/** Something outside that the workflow may touch. `protocol` is `postgresql` also where `postgres` was written. */
export type Dependency = z.output<typeof dependency>;

export type PortSpec = z.output<typeof port>;

/** Everything outside that the workflow may touch. */
export type Contract = z.output<typeof contract>;

/** A container beside the engine. */
export type Sidecar = z.output<typeof sidecar>;

/**
 * A workflow as all later steps see it: defaults filled in, spellings of the union unified. `triggers` is never
 * empty (none means manual); `contract` is absent when the file has no such key, which is not the same as an empty one.
 * Source: `workflow.yaml`, by {@link parseWorkflow}.
 */
export type WorkflowSpec = z.output<typeof workflow>;
