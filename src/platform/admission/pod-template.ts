import { z } from "zod";

/** A pod as the template of a Deployment has it. */
export const podTemplate = z.object({ metadata: z.looseObject({}), spec: z.looseObject({}) });

/** What {@link podTemplate} holds. */
export type PodTemplate = z.infer<typeof podTemplate>;
