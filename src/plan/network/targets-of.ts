import type { EgressRule } from "./network.ts";

/** What a rule is meant for, as `host:port` by which node code asks for it; nothing where only addresses are known. */
export function targetsOf({ host, ports, hostPorts = ports }: EgressRule): string[] {
  if (host === undefined) return [];
  const shown = host.includes(":") ? `[${host}]` : host;
  return hostPorts.length === 0 ? [shown] : hostPorts.map(({ port }) => `${shown}:${port}`);
}
