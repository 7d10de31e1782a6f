/** A Service inside of the cluster, as an address names it. */
export type ServiceAddress = { service: string; namespace: string; port: string };

/**
 * `http://esm-sh.tentacular-system.svc.cluster.local:8080` → its Service; undefined for an address that leads out of
 * the cluster.
 */
export function serviceOf(url: string): ServiceAddress | undefined {
  const { protocol, hostname, port } = new URL(url);
  const [, service, namespace] = /^([^.]+)\.([^.]+)\.svc(?:\.|$)/.exec(hostname) ?? [];
  if (service === undefined || namespace === undefined) return undefined;
  return { service, namespace, port: port || (protocol === "https:" ? "443" : "80") };
}
