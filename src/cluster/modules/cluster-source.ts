import { TentacularError } from "../../errors.ts";
import { denoUrl } from "../../modules/deno-url.ts";
import { httpSource } from "../../modules/http-source.ts";
import type { ModuleAnswer, ModuleSource } from "../../modules/module-source.ts";
import type { Kube } from "../api/kube.ts";
import type { KubeAnswer } from "../api/transport.ts";
import { askProxy } from "./ask-proxy.ts";
import { proxyPath } from "./proxy-path.ts";
import { type ServiceAddress, serviceOf } from "./service-of.ts";

/**
 * The cluster's module proxy, reached through the API server; one outside of the cluster is asked from here.
 *
 * @throws {TentacularError} `PROXY-MISSING`, `CLUSTER-FORBIDDEN`, `CLUSTER-UNREACHABLE`, `PROXY-UNREACHABLE`, from what it gets
 */
export function clusterSource(kube: Kube, proxy: string): ModuleSource {
  const address = serviceOf(proxy);
  if (address === undefined) return httpSource(proxy);
  return {
    proxy,
    async get(url) {
      const answer = await askProxy(kube, address, url.slice(proxy.length));
      return answer.refused === undefined ? ofProxy(answer) : ofCluster(address, answer, answer.refused);
    },
  };

  function ofCluster(address: ServiceAddress, answer: KubeAnswer, message: string): ModuleAnswer {
    const { status } = answer;
    if (status === 401 || status === 403) throw kube.refusal({ path: proxyPath(address) }, answer);
    if (status === 404) throw missing(kube, address, message);
    return { status, bytes: new TextEncoder().encode(message) };
  }

  function ofProxy({ status, headers, bytes }: KubeAnswer): ModuleAnswer {
    const { location } = headers;
    return { status, bytes, ...(location ? { location: unproxied(location) } : {}) };
  }

  /** The API server may have put itself before the path, and its own name in place of the proxy's. */
  function unproxied(location: string): string {
    const own = [kube.access.server.host, new URL(proxy).host];
    const url = new URL(location, proxy);
    if (!own.includes(url.host)) return location;
    const path = location.replace(/^https?:\/\/[^/]+/, "");
    return denoUrl(path.replace(/^\/api\/v1\/namespaces\/[^/]+\/services\/[^/]+\/proxy(?=\/)/, ""), proxy);
  }
}

function missing(kube: Kube, { service, namespace, port }: ServiceAddress, said: string): TentacularError {
  return new TentacularError(`Namespace "${namespace}" has no Service "${service}" with port ${port}: ${said}`, {
    code: "PROXY-MISSING",
    exit: "preflight",
    remedy: `Install the module proxy, or put back what is missing of it: ${kube.onCluster("tntc cluster install")}`,
  });
}
