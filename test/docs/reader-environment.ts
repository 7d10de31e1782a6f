import { copyFileSync, mkdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { buildahEnvironment } from "../cluster/buildah.ts";
import { type Cluster, cluster, clusterName } from "../cluster/fixture.ts";
import { kubectlBinary } from "../cluster/helm-binary.ts";
import { knownSite } from "../cluster/known-site.ts";
import { registriesConf } from "../cluster/registries-conf.ts";
import { run } from "../cluster/run.ts";
import { moduleProxyImage } from "../module-proxy/image.ts";
import { beforePage } from "./before-page.ts";

/** Tag of the version of the module proxy that a reader upgrades to. */
const next = "next";

/** What a reader of the docs has: tntc and Helm on the PATH, a cluster, a registry, a home that is nobody's. */
export type ReaderEnvironment = { env: NodeJS.ProcessEnv; folder: string; leave: () => Promise<void> };

/** Prepares a reader of `page` at `home`, with the checkout at `root`; `leave` removes what the reader made. */
export async function readerEnvironment(root: string, home: string, page: string): Promise<ReaderEnvironment> {
  const here = await cluster();
  const { folder, forget } = await beforePage(page, home, here);
  const namespace = await here.namespace();
  const helm = dirname(await here.helm("4.2.3"));
  const kubectl = dirname(await kubectlBinary());
  await mirrorModuleProxy(here);
  const npm = new URL(here.npmRegistry.url);
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
    PATH: [join(root, "node_modules/.bin"), helm, kubectl, process.env["PATH"]].join(delimiter),
    KUBECONFIG: kubeconfig,
    HELM_DATA_HOME: join(home, "helm/data"),
    HELM_CONFIG_HOME: join(home, "helm/config"),
    HELM_CACHE_HOME: join(home, "helm/cache"),
    TENTACULAR: root,
    REGISTRY: here.registry,
    NEXT: next,
    NPM_REGISTRY: npm.href,
    NPM_HOST: npm.hostname,
    NPM_PORT: npm.port,
    NPM_TOKEN: here.npmRegistry.token,
    NO_COLOR: "1",
  };
  const leave = async () => {
    await removePlatform(here, await here.helm("4.2.3"));
    await namespace[Symbol.asyncDispose]();
    await forget();
  };
  return { env, folder, leave };
}

/** What pages install goes also when one of its blocks has failed, before the next page is read. */
async function removePlatform({ kubeconfig, kubectl }: Cluster, helm: string): Promise<void> {
  const env = { ...process.env, KUBECONFIG: kubeconfig };
  for (const release of ["tentacular-system", "modules-next"])
    await run([helm, "uninstall", release, "--namespace", release, "--ignore-not-found"], { env });
  await kubectl("delete", "namespace", "team-a", "modules-next", "--ignore-not-found", "--wait=false");
  await kubectl("delete", "namespace", "flows", "tentacular-system", "--ignore-not-found", "--timeout=120s");
}

/** Where a site's own registry has the image of the module proxy, the stand-in is. */
async function mirrorModuleProxy(here: Cluster): Promise<void> {
  const site = await knownSite(clusterName());
  const [crane, image] = [site?.program("crane") ?? "crane", await moduleProxyImage(here)];
  for (const tag of ["v137_6", next])
    await run([crane, "copy", "--insecure", image, `${here.registry}/esm-dev/esm.sh:${tag}`]);
}
