import { delimiter, dirname } from "node:path";
import { buildahEnvironment } from "../test/cluster/buildah.ts";
import { cluster } from "../test/cluster/fixture.ts";
import { registriesConf } from "../test/cluster/registries-conf.ts";
import type { Stage } from "./on-the-cluster.ts";

/** A place to deploy to, and what a terminal needs to reach it. */
export type DemoCluster = Stage & AsyncDisposable & { env: NodeJS.ProcessEnv };

/** A namespace of the demo's own on the running cluster, and the settings, kept in `folder`, that lead there. */
export async function demoCluster(folder: string, path: string): Promise<DemoCluster> {
  const here = await cluster();
  const home = await here.namespace();
  const helm = dirname(await here.helm("4.2.3"));
  const { CONTAINERS_STORAGE_CONF, BUILDAH_ISOLATION } = await buildahEnvironment();
  const images = { CONTAINERS_STORAGE_CONF, BUILDAH_ISOLATION, ...(await registriesConf(folder, here.registry)) };
  return {
    registry: here.registry,
    namespace: home.name,
    env: { KUBECONFIG: here.kubeconfig, PATH: `${helm}${delimiter}${path}`, ...images },
    [Symbol.asyncDispose]: async () => await home[Symbol.asyncDispose](),
  };
}
