/** A Service by name, and the port of it that is spoken to. */
export type ProxyService = { name: string; namespace: string; port: number };

/**
 * The Service behind an address as pods use it; undefined when it is none of this cluster.
 *
 * @example
 * proxyService("http://esm-sh.tentacular-system.svc.cluster.local:8080"); // esm-sh, tentacular-system, 8080
 */
export function proxyService(address: string): ProxyService | undefined {
  if (!URL.canParse(address)) return undefined;
  const { hostname, port } = new URL(address);
  const [name, namespace, kind] = hostname.split(".");
  return name && namespace && kind === "svc" ? { name, namespace, port: Number(port || 80) } : undefined;
}
