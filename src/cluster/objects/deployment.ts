import { z } from "zod";
import { condition } from "./condition.ts";

const labels = z.record(z.string(), z.string()).default({});

const container = z.object({
  name: z.string(),
  image: z.string().default(""),
  resources: z
    .object({ limits: labels.optional(), requests: labels.optional() })
    .nullish()
    .transform((resources) => resources ?? {}),
});

/** What we read of a Deployment. */
export const deploymentSchema = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string().default(""),
    generation: z.number().default(0),
    creationTimestamp: z.string().default(""),
    labels,
    annotations: labels,
  }),
  spec: z.object({
    replicas: z.number().default(1),
    selector: z.object({ matchLabels: labels }).default({ matchLabels: {} }),
    template: z.object({
      metadata: z.object({ annotations: labels }).default({ annotations: {} }),
      spec: z.object({ runtimeClassName: z.string().optional(), containers: z.array(container).default([]) }),
    }),
  }),
  status: z
    .object({
      observedGeneration: z.number().default(0),
      replicas: z.number().default(0),
      updatedReplicas: z.number().default(0),
      readyReplicas: z.number().default(0),
      availableReplicas: z.number().default(0),
      conditions: z.array(condition).default([]),
    })
    .default({
      observedGeneration: 0,
      replicas: 0,
      updatedReplicas: 0,
      readyReplicas: 0,
      availableReplicas: 0,
      conditions: [],
    }),
});

/** A Deployment, as far as we read it; what it leaves out has its default. */
export type Deployment = z.infer<typeof deploymentSchema>;
