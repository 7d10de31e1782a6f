import type { WorkflowSpec } from "../../../workflow/spec.ts";

/** A NATS server that a workflow names. */
export type NatsAddress = { hostname: string; port: number };

const natsPort = 4222;

/**
 * The NATS servers of a workflow: of its queue triggers, and of its contract.
 *
 * @example
 * natsAddresses(spec); // [{ hostname: "nats.messaging.svc", port: 4222 }]
 */
export function natsAddresses({ config, contract }: Pick<WorkflowSpec, "config" | "contract">): NatsAddress[] {
  const declared = Object.values(contract?.dependencies ?? {}).flatMap(({ protocol, host, port }) =>
    protocol === "nats" && host ? [{ hostname: host, port: port ?? natsPort }] : [],
  );
  const url = config["nats_url"];
  const found = [...declared, ...(typeof url === "string" ? addressOf(url) : [])];
  return [...new Map(found.map((each) => [`${each.hostname}:${each.port}`, each])).values()];
}

/** Written with or without a scheme. */
function addressOf(url: string): NatsAddress[] {
  const full = url.includes("://") ? url : `nats://${url}`;
  if (!URL.canParse(full)) return [];
  const { hostname, port } = new URL(full);
  return hostname ? [{ hostname, port: Number(port || natsPort) }] : [];
}
