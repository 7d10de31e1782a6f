import { copyFileSync, mkdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { buildahEnvironment } from "../cluster/buildah.ts";
import { cluster } from "../cluster/fixture.ts";
import { registriesConf } from "../cluster/registries-conf.ts";

/** What a reader of the docs has: tntc and Helm on the PATH, a cluster, a registry, a home that is nobody's. */
export type ReaderEnvironment = { env: NodeJS.ProcessEnv; leave: () => Promise<void> };

/** Prepares a reader who works in `home` with the checkout at `root`; `leave` removes what the reader made. */
export async function readerEnvironment(root: string, home: string): Promise<ReaderEnvironment> {
  const here = await cluster();
  const namespace = await here.namespace();
  const helm = dirname(await here.helm("4.2.3"));
  const kubeconfig = join(home, "kubeconfig");
  copyFileSync(here.kubeconfig, kubeconfig);
  await here.kubectl(
    "config",
    "set-context",
    here.context,
    `--namespace=${namespace.name}`,
    `--kubeconfig=${kubeconfig}`,
  );
  for (const folder of ["helm/data", "helm/config", "helm/cache"]) mkdirSync(join(home, folder), { recursive: true });
  const env = {
    ...(await buildahEnvironment()),
    ...(await registriesConf(home, here.registry)),
    HOME: home,
    PATH: [join(root, "node_modules/.bin"), helm, process.env["PATH"]].join(delimiter),
    KUBECONFIG: kubeconfig,
    HELM_DATA_HOME: join(home, "helm/data"),
    HELM_CONFIG_HOME: join(home, "helm/config"),
    HELM_CACHE_HOME: join(home, "helm/cache"),
    TENTACULAR: root,
    REGISTRY: here.registry,
    NO_COLOR: "1",
  };
  return { env, leave: async () => await namespace[Symbol.asyncDispose]() };
}
