import type { Agent } from "node:http";
import type { AgentOptions } from "node:https";

/** What a request needs to get into a cluster: certificates, headers and, behind a proxy, the agent. */
export type AccessOptions = {
  tls: Pick<AgentOptions, "ca" | "cert" | "key" | "servername" | "rejectUnauthorized">;
  headers: Record<string, string | string[]>;
  agent?: Agent;
};
