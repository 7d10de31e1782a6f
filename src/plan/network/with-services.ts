import type { EgressRule, Labels, Network, PolicyPort, ServiceName, UnknownService } from "./network.ts";

/** What the cluster says of a Service: itself, or what stands in the way. */
export type ServiceFact = ServiceName & (ServicePods | { unknown: NonNullable<UnknownService["found"]> });

/** How a Service leads to its pods. */
export type ServicePods = {
  selector: Labels;
  /** Clients speak to its pods directly, so its ports are theirs. */
  headless: boolean;
  ports: { port: number; targetPort: number | string; protocol: string }[];
};

/** The same network with what was looked up filled in: labels and ports of the pods behind the Services. Pure. */
export function withServices(network: Network, facts: readonly ServiceFact[]): Network {
  return { ...network, egress: network.egress.map((rule) => filled(rule, facts)) };
}

function filled(rule: EgressRule, facts: readonly ServiceFact[]): EgressRule {
  const { service, ...rest } = rule;
  const fact = facts.find(({ name, namespace }) => name === service?.name && namespace === service.namespace);
  if (!service || !fact) return rule;
  if ("unknown" in fact) return { ...rule, service: { ...service, found: fact.unknown } };
  const { selector } = fact;
  const ports = service.lacks.includes("ports") && !fact.headless;
  return {
    ...rest,
    to: service.lacks.includes("pods") ? rule.to.map((peer) => ({ ...peer, pods: selector })) : rule.to,
    ...(ports ? { ports: rule.ports.map((port) => numbered(behind(port, fact), rule)), hostPorts: rule.ports } : {}),
  };
}

/** What a port of the Service leads to. One that it does not have stays as it is. */
function behind({ port, protocol }: PolicyPort, { ports }: ServicePods): PolicyPort {
  const found = ports.find((each) => each.port === port && each.protocol === protocol);
  return { port: found?.targetPort ?? port, protocol };
}

/** Earlier system charts name the port of the module proxy, and clusters that enforce policies let its number through only. */
function numbered({ port, protocol }: PolicyPort, { source, service }: EgressRule): PolicyPort {
  const isOwnProxy = source === "modules" && service?.name === "esm-sh";
  return { port: isOwnProxy && port === "http" ? 8080 : port, protocol };
}
