import type { Cluster } from "../cluster/fixture.ts";
import { moduleProxyImage } from "./image.ts";

/** The chart's `moduleProxy` values for a proxy that serves the public packages of the test registry. */
export async function proxyValues(cluster: Pick<Cluster, "registry" | "npmRegistry">): Promise<object> {
  const { url } = cluster.npmRegistry;
  const { hostname, port } = new URL(url);
  return {
    image: await moduleProxyImage(cluster),
    npmRegistry: url,
    lexer: { path: "/esm/bin/cjs-module-lexer-1.0.8" },
    networkPolicy: { egress: [{ cidr: `${hostname}/32`, port: Number(port) }] },
  };
}
