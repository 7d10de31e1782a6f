import { z } from "zod";
import type { Kube } from "../api/kube.ts";
import { pathsIn } from "../api/paths.ts";

const eventSchema = z
  .object({
    type: z.string().default("Normal"),
    reason: z.string().default(""),
    message: z.string().default(""),
    count: z.number().nullish(),
    lastTimestamp: z.string().nullish(),
    eventTime: z.string().nullish(),
    metadata: z.object({ creationTimestamp: z.string().default("") }),
    involvedObject: z.object({ kind: z.string().default(""), name: z.string().default("") }),
  })
  .transform((event) => ({
    at: event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp,
    type: event.type,
    reason: event.reason,
    object: `${event.involvedObject.kind}/${event.involvedObject.name}`,
    message: event.message.trim(),
    count: event.count ?? 1,
  }));

/** Something that happened to an object, as Kubernetes recorded it. */
export type KubeEvent = z.infer<typeof eventSchema>;

/** The events of the objects named, oldest first. A cluster that hides its events from us has none. */
export async function kubeEvents(kube: Kube, objects: string[], { last }: { last: number }): Promise<KubeEvent[]> {
  const found = await Promise.all(
    objects.map((name) =>
      kube
        .list(pathsIn(kube.namespace).events.many(), eventSchema, { fields: `involvedObject.name=${name}` })
        .catch(() => []),
    ),
  );
  return found
    .flat()
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .slice(-last);
}
