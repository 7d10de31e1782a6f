import { z } from "zod";
import type { Kube } from "../cluster/api/kube.ts";
import { pathsIn } from "../cluster/api/paths.ts";
import { type SecretValue, secretValue } from "./secret-value.ts";

const schema = z.object({
  metadata: z.object({ uid: z.string(), resourceVersion: z.string() }),
  data: z.record(z.string(), z.string()).nullish(),
});

/** The Secret `<workflow>-secrets` as it is on the cluster. */
export type SecretOnCluster = { uid: string; resourceVersion: string; services: Record<string, SecretValue> };

/** Reads `<workflow>-secrets`; undefined when there is none. */
export async function readSecretObject(kube: Kube, workflow: string): Promise<SecretOnCluster | undefined> {
  const found = await kube.get(pathsIn(kube.namespace).secrets.one(`${workflow}-secrets`), schema);
  if (found === undefined) return undefined;
  const services = Object.entries(found.data ?? {}).map(([service, data]) => [
    service,
    secretValue(Buffer.from(data, "base64").toString("utf8")),
  ]);
  return { ...found.metadata, services: Object.fromEntries(services) };
}
