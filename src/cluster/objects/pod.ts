import { z } from "zod";
import { condition } from "./condition.ts";

const terminated = z.object({
  exitCode: z.number().default(0),
  signal: z.number().optional(),
  reason: z.string().default(""),
  message: z.string().optional(),
  finishedAt: z.string().nullish(),
});

const state = z
  .object({
    waiting: z.object({ reason: z.string().default(""), message: z.string().default("") }).optional(),
    running: z.object({ startedAt: z.string().nullish() }).optional(),
    terminated: terminated.optional(),
  })
  .default({});

const containerStatus = z.object({
  name: z.string(),
  ready: z.boolean().default(false),
  restartCount: z.number().default(0),
  image: z.string().default(""),
  state,
  lastState: state,
});

/** What we read of a Pod. */
export const podSchema = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string().default(""),
    creationTimestamp: z.string().default(""),
    deletionTimestamp: z.string().optional(),
    labels: z.record(z.string(), z.string()).default({}),
    annotations: z.record(z.string(), z.string()).default({}),
  }),
  spec: z.object({
    nodeName: z.string().optional(),
    containers: z.array(z.object({ name: z.string(), image: z.string().default("") })).default([]),
  }),
  status: z
    .object({
      phase: z.string().default("Unknown"),
      reason: z.string().optional(),
      message: z.string().optional(),
      podIP: z.string().optional(),
      conditions: z.array(condition.extend({ lastTransitionTime: z.string().nullish() })).default([]),
      initContainerStatuses: z.array(containerStatus).default([]),
      containerStatuses: z.array(containerStatus).default([]),
    })
    .default({ phase: "Unknown", conditions: [], initContainerStatuses: [], containerStatuses: [] }),
});

/** A pod, as far as we read it. */
export type Pod = z.infer<typeof podSchema>;
/** How one container of a pod does: waiting, running or ended, and how often it was started again. */
export type ContainerStatus = z.infer<typeof containerStatus>;
