import type { WorkflowSpec } from "../spec.ts";

/** Where a NATS client goes: `config.nats_url`, one address or several behind commas. */
export type NatsServer = { host: string; port: number };

const address = /^(?:(?:nats|tls|wss?):\/\/)?(?:[^@/\s]*@)?(\[[0-9a-f:.]+\]|[a-z0-9][a-z0-9._-]*)(?::(\d{1,5}))?\/?$/i;

/** The servers that `config.nats_url` names; what is no address is left out, and a rule says so. */
export function natsServers({ nats_url: written }: WorkflowSpec["config"]): NatsServer[] {
  if (typeof written !== "string") return [];
  return written.split(",").flatMap((each) => {
    const [, host, port = "4222"] = address.exec(each.trim()) ?? [];
    const number = Number(port);
    return host === undefined || number < 1 || number > 65_535
      ? []
      : [{ host: host.replace(/^\[|\]$/g, ""), port: number }];
  });
}
