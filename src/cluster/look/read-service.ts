import { z } from "zod";
import type { ServiceName } from "../../plan/network/network.ts";
import type { ServiceFact } from "../../plan/network/with-services.ts";
import { isDenied } from "../api/is-denied.ts";
import type { Kube } from "../api/kube.ts";
import { pathsIn } from "../api/paths.ts";

/** What is known of a Service: itself, or why not. */
export type FoundService = ServiceFact | "missing" | "hidden" | { elsewhere: string };

const service = z.object({
  spec: z.object({
    type: z.string().optional(),
    externalName: z.string().optional(),
    clusterIP: z.string().optional(),
    selector: z.record(z.string(), z.string()).optional(),
    ports: z
      .array(
        z.object({
          port: z.int(),
          targetPort: z.union([z.int(), z.string()]).optional(),
          protocol: z.string().default("TCP"),
        }),
      )
      .default([]),
  }),
});

/** Looks a Service up. Whoever may not read it gets "hidden", which is no error: a rule can do with less. */
export async function readService(kube: Kube, { name, namespace }: ServiceName): Promise<FoundService> {
  try {
    const found = await kube.get(pathsIn(namespace ?? kube.namespace).services.one(name), service);
    if (!found) return "missing";
    const { type, externalName = "", clusterIP, selector, ports } = found.spec;
    if (type === "ExternalName") return { elsewhere: externalName };
    return {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      ...(selector === undefined || Object.keys(selector).length === 0 ? {} : { selector }),
      headless: clusterIP === "None",
      ports: ports.map(({ port, targetPort, protocol }) => ({ port, targetPort: targetPort ?? port, protocol })),
    };
  } catch (error) {
    if (isDenied(error)) return "hidden";
    throw error;
  }
}
