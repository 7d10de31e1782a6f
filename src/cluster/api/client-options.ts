import { Agent } from "node:http";
import type { RequestOptions } from "node:https";
import { TentacularError } from "../../errors.ts";
import type { AccessOptions } from "./access-options.ts";
import type { ClusterEntry, UserEntry } from "./kubeconfig.ts";

/**
 * What a request needs where certificates and tokens do not lie in the kubeconfig itself: credential plugins
 * (EKS, GKE, AKS), OIDC and proxies, by the Kubernetes client.
 */
export async function clientOptions(cluster: ClusterEntry, user: UserEntry): Promise<AccessOptions> {
  const { KubeConfig } = await import("./client-node.ts");
  const config = new KubeConfig();
  config.loadFromString(
    JSON.stringify({
      "current-context": "chosen",
      contexts: [{ name: "chosen", context: { cluster: "chosen", user: "chosen" } }],
      clusters: [{ name: "chosen", cluster }],
      users: [{ name: "chosen", user }],
    }),
  );
  const options: RequestOptions = {};
  try {
    await config.applyToHTTPSOptions(options);
  } catch (cause) {
    throw new TentacularError(`The credentials of the cluster cannot be had: ${reason(cause)}`, {
      code: "CREDENTIALS-UNAVAILABLE",
      remedy: "Log in to the cluster again",
      exit: "unreachable",
      cause,
    });
  }
  return {
    tls: {},
    headers: Object.fromEntries(Object.entries(options.headers ?? {}).map(([name, value]) => [name, String(value)])),
    ...(options.agent instanceof Agent ? { agent: options.agent } : {}),
  };
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message.trim().replace(/\.$/, "") : String(cause);
}
