import { delimiter, dirname } from "node:path";
import { progressOn } from "../src/output/progress.ts";
import { buildahEnvironment } from "../test/cluster/buildah.ts";
import { down } from "../test/cluster/down.ts";
import { cluster, clusterName } from "../test/cluster/fixture.ts";
import { registriesConf } from "../test/cluster/registries-conf.ts";
import { up } from "../test/cluster/up.ts";
import type { Stage } from "./on-the-cluster.ts";

/** A place to deploy to, and what a terminal needs to reach it. */
export type DemoCluster = Stage & AsyncDisposable & { env: NodeJS.ProcessEnv };

/** Joins the embedded cluster, or starts it; what was started is stopped when it is disposed of. */
export async function demoCluster(folder: string, path: string): Promise<DemoCluster> {
  const { started } = await up(clusterName(), progressOn(process.stderr));
  const stop = async () => void (started && (await down(clusterName())));
  try {
    const here = await cluster();
    const home = await here.namespace();
    const helm = dirname(await here.helm("4.2.3"));
    const { CONTAINERS_STORAGE_CONF, BUILDAH_ISOLATION } = await buildahEnvironment();
    const images = { CONTAINERS_STORAGE_CONF, BUILDAH_ISOLATION, ...(await registriesConf(folder, here.registry)) };
    return {
      registry: here.registry,
      namespace: home.name,
      env: { KUBECONFIG: here.kubeconfig, PATH: `${helm}${delimiter}${path}`, ...images },
      async [Symbol.asyncDispose]() {
        await home[Symbol.asyncDispose]();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
