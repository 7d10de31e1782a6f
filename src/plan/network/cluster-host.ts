import type { ServiceName } from "./network.ts";

/**
 * The Service that a host name of the cluster stands for: `db` (in the workflow's own namespace), `db.data.svc`,
 * `db.data.svc.cluster.local`, also with a pod's name before it. Undefined for hosts elsewhere.
 *
 * @example
 * clusterHost("pg-0.pg.data.svc.cluster.local"); // { name: "pg", namespace: "data" }
 */
export function clusterHost(host: string): ServiceName | undefined {
  const name = host.toLowerCase();
  const [, service, namespace] = /^(?:[^.]+\.)?([^.]+)\.([^.]+)\.svc(?:\.cluster\.local)?$/.exec(name) ?? [];
  if (service !== undefined && namespace !== undefined) return { name: service, namespace };
  const alone = name !== "localhost" && /^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(name);
  return alone ? { name } : undefined;
}
