import { z } from "zod";
import type { ServiceName } from "../../plan/network/network.ts";
import type { ServiceFact } from "../../plan/network/with-services.ts";
import { isDenied } from "../api/is-denied.ts";
import type { Kube } from "../api/kube.ts";
import { pathsIn } from "../api/paths.ts";

const object = z.object({
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
export async function readService(kube: Kube, service: ServiceName): Promise<ServiceFact> {
  const { name, namespace } = service;
  const called = { name, ...(namespace === undefined ? {} : { namespace }) };
  try {
    const found = await kube.get(pathsIn(namespace ?? kube.namespace).services.one(name), object);
    return { ...called, ...(found ? factOf(found.spec) : { unknown: "missing" }) };
  } catch (error) {
    if (isDenied(error)) return { ...called, unknown: "hidden" };
    throw error;
  }
}

function factOf({ type, externalName = "", clusterIP, selector = {}, ports }: z.infer<typeof object>["spec"]) {
  if (type === "ExternalName") return { unknown: { elsewhere: externalName } };
  if (Object.keys(selector).length === 0) return { unknown: "no-selector" as const };
  return {
    selector,
    headless: clusterIP === "None",
    ports: ports.map(({ port, targetPort, protocol }) => ({ port, targetPort: targetPort ?? port, protocol })),
  };
}
