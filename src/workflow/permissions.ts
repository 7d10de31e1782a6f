import type { Way } from "./reach/way.ts";
import { waysOf } from "./reach/ways-of.ts";
import type { WorkflowSpec } from "./spec.ts";

/** What the runner process that holds node code is allowed. `net: true` is plain `--allow-net`. */
export type Permissions = { net: true | string[]; reasons: Record<string, string> };

/** What node code may connect to: the same ways that the network policy opens. Without a contract, nothing is closed. */
export function permissionsOf(spec: Pick<WorkflowSpec, "contract" | "config" | "sidecars">): Permissions {
  const ways = waysOf(spec);
  const open = spec.contract ? whyOpen(ways) : "no contract";
  if (open !== undefined) return { net: true, reasons: { "*": open } };
  const named = ways.flatMap((way) => targetsOf(way).map((target) => ({ target, reason: way.reason })));
  const net = [...new Set(named.map(({ target }) => target))].sort();
  return { net, reasons: Object.fromEntries(net.map((target) => [target, reasonFor(target, named)])) };
}

/** Hosts that nobody can name beforehand cannot be listed; and Deno takes ranges of IPv4 addresses only. */
function whyOpen(ways: readonly Way[]): string | undefined {
  const dynamic = ways.find((way) => way.dynamic);
  if (dynamic) return dynamic.reason;
  const range = ways
    .filter(({ host }) => host === undefined)
    .flatMap(({ cidrs = [] }) => cidrs.find((each) => each.includes(":")) ?? []);
  return range[0] && `additionalEgress ${range[0]} (a range of IPv6 addresses)`;
}

/** As `--allow-net` wants it: `host:port`, or only the host for any port. */
function targetsOf({ host, cidrs = [], ports }: Way): string[] {
  const places = host === undefined ? cidrs : [host.includes(":") ? `[${host}]` : host];
  return places.flatMap((place) => (ports.length === 0 ? [place] : ports.map(({ port }) => `${place}:${port}`)));
}

function reasonFor(target: string, named: readonly { target: string; reason: string }[]): string {
  return [...new Set(named.filter((each) => each.target === target).map(({ reason }) => reason))].join(", ");
}
