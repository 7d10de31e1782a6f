import { isPackage } from "../is-package.ts";
import { protocols } from "../protocols.ts";
import type { Contract, Dependency, WorkflowSpec } from "../spec.ts";
import { natsServers } from "./nats-servers.ts";
import type { Way } from "./way.ts";

/**
 * All that a workflow may connect to, in the order in which it is written: dependencies, endpoints of triggers, further
 * ways out, sidecars. Packages are loaded and not reached, so they are no way out.
 */
export function waysOf({ contract, config, sidecars }: Pick<WorkflowSpec, "contract" | "config" | "sidecars">): Way[] {
  return [
    ...Object.entries(contract?.dependencies ?? {}).flatMap(([name, dependency]) => wayTo(name, dependency)),
    ...natsServers(config).map(({ host, port }) => {
      return { source: "config.nats_url", reason: "config.nats_url", host, ports: [tcp(port)] };
    }),
    ...(contract ? furtherWays(contract) : []),
    ...sidecars.map(({ name, port }, index) => {
      return { source: `sidecars[${index}]`, reason: `sidecar ${name}`, host: "localhost", ports: [tcp(port)] };
    }),
  ];
}

function wayTo(name: string, dependency: Dependency): Way[] {
  const { protocol, type, host, port, cidr, cidrs, dynPorts = [], podSelector, podPort } = dependency;
  const source = `contract.dependencies.${name}`;
  if (type === "dynamic-target") {
    const reason = `dependency ${name} (dynamic-target)`;
    return cidr === undefined ? [] : [{ source, reason, cidrs: [cidr], ports: dynPorts, dynamic: true }];
  }
  const number = port ?? protocols.get(protocol)?.port;
  if (host === undefined || number === undefined || isPackage(protocol)) return [];
  return [
    {
      source,
      reason: `dependency ${name} (${protocol})`,
      host: host.replace(/^\[|\]$/g, ""),
      ports: [tcp(number)],
      ...(cidrs === undefined ? {} : { cidrs }),
      ...(podSelector === undefined ? {} : { podSelector }),
      ...(podPort === undefined ? {} : { podPort }),
    },
  ];
}

function furtherWays({ networkPolicy }: Contract): Way[] {
  return (networkPolicy?.additionalEgress ?? []).map(({ toCIDR, ports, reason }, index) => ({
    source: `contract.networkPolicy.additionalEgress[${index}]`,
    reason: reason === undefined ? "additionalEgress" : `additionalEgress: ${reason.replace(/\s+/g, " ")}`,
    cidrs: [toCIDR],
    ports,
  }));
}

function tcp(port: number): Way["ports"][number] {
  return { port, protocol: "TCP" };
}
