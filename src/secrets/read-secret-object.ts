import { z } from "zod";
import { fieldManager, type Kube } from "../cluster/api/kube.ts";
import { pathsIn } from "../cluster/api/paths.ts";
import { type SecretValue, secretValue } from "./secret-value.ts";

const owned = z.object({
  manager: z.string().default(""),
  fieldsV1: z.object({ "f:data": z.record(z.string(), z.object({})).optional() }).optional(),
});

const schema = z.object({
  metadata: z.object({ uid: z.string(), resourceVersion: z.string(), managedFields: z.array(owned).default([]) }),
  data: z.record(z.string(), z.string()).nullish(),
});

/** The Secret `<workflow>-secrets` as it is on the cluster. */
export type SecretOnCluster = {
  uid: string;
  resourceVersion: string;
  services: Record<string, SecretValue>;
  /** Those of the services that somebody else has put there too: they stay when a deploy no longer brings them. */
  foreign: Record<string, SecretValue>;
};

/** Reads `<workflow>-secrets`; undefined when there is none. */
export async function readSecretObject(kube: Kube, workflow: string): Promise<SecretOnCluster | undefined> {
  const found = await kube.get(pathsIn(kube.namespace).secrets.one(`${workflow}-secrets`), schema);
  if (found === undefined) return undefined;
  const { uid, resourceVersion, managedFields } = found.metadata;
  const services = Object.entries(found.data ?? {}).map(([service, data]): [string, SecretValue] => [
    service,
    secretValue(Buffer.from(data, "base64").toString("utf8")),
  ]);
  const others = managedFields.filter(({ manager }) => manager !== fieldManager);
  const isForeign = ([service]: [string, SecretValue]) =>
    others.some(({ fieldsV1 }) => Object.hasOwn(fieldsV1?.["f:data"] ?? {}, `f:${service}`));
  return {
    uid,
    resourceVersion,
    services: Object.fromEntries(services),
    foreign: Object.fromEntries(services.filter(isForeign)),
  };
}
