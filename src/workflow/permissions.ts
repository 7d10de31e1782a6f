import { protocols } from "./protocols.ts";
import type { Contract, Dependency, WorkflowSpec } from "./spec.ts";

/** What the runner process that holds node code is allowed. `net: true` is plain `--allow-net`. */
export type Permissions = { net: true | string[]; reasons: Record<string, string> };

/** One thing that may be connected to, and why. */
type Way = { target: string; reason: string };

/** What node code may connect to. Everything comes from the contract; without one, nothing is closed. */
export function permissionsOf({ contract, sidecars }: Pick<WorkflowSpec, "contract" | "sidecars">): Permissions {
  const open = contract ? whyOpen(contract) : "no contract";
  if (!contract || open !== undefined) return { net: true, reasons: { "*": open ?? "" } };
  const ways = [
    ...Object.entries(contract.dependencies).flatMap(([name, dependency]) => wayTo(name, dependency)),
    ...sidecars.map(({ name, port }) => ({ target: `localhost:${port}`, reason: `sidecar ${name}` })),
    ...egress(contract),
  ];
  const net = [...new Set(ways.map(({ target }) => target))].sort();
  return { net, reasons: Object.fromEntries(net.map((target) => [target, reasonFor(target, ways)])) };
}

/** Hosts that nobody can name beforehand cannot be listed. */
function whyOpen({ dependencies, networkPolicy }: Contract): string | undefined {
  const dynamic = Object.entries(dependencies).find(([, dependency]) => dependency.type === "dynamic-target");
  if (dynamic) return `dependency ${dynamic[0]} (dynamic-target)`;
  // Deno takes ranges of IPv4 addresses only.
  const range = networkPolicy?.additionalEgress?.find(({ toCIDR }) => toCIDR.includes(":"));
  return range && `additionalEgress ${range.toCIDR} (a range of IPv6 addresses)`;
}

/** `host:port`; nothing for packages, which are loaded and not reached. */
function wayTo(name: string, { protocol, host, port }: Dependency): Way[] {
  const known = protocols.get(protocol);
  if (host === undefined || (known && known.port === undefined)) return [];
  const bracketed = host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
  const number = port ?? known?.port;
  const target = number === undefined ? bracketed : `${bracketed}:${number}`;
  return [{ target, reason: `dependency ${name} (${protocol})` }];
}

function egress({ networkPolicy }: Contract): Way[] {
  return (networkPolicy?.additionalEgress ?? []).flatMap(({ toCIDR, ports, reason }) => {
    const why = reason === undefined ? "additionalEgress" : `additionalEgress: ${reason}`;
    const targets = ports.length === 0 ? [toCIDR] : ports.map(({ port }) => `${toCIDR}:${port}`);
    return targets.map((target) => ({ target, reason: why }));
  });
}

function reasonFor(target: string, ways: readonly Way[]): string {
  return [...new Set(ways.filter((way) => way.target === target).map(({ reason }) => reason))].join(", ");
}
