import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Ran, type RunOptions, tntc } from "../cli/tntc.ts";
import { type Cluster, cluster } from "../cluster/fixture.ts";
import type { HelmVersion } from "../cluster/helm-binary.ts";
import { engineImage } from "./engine-image.ts";

/** Where a test deploys to: a namespace of its own, a folder of its own, and tntc aimed at both. */
export type Ground = AsyncDisposable & {
  cluster: Cluster;
  namespace: string;
  /** The engine image, in the cluster's registry. */
  image: string;
  /** A folder for workflows. */
  dir: string;
  /** What the commands find around them: the cluster's kubeconfig, one Helm, and settings: the image, and no system chart. */
  env: Record<string, string>;
  /** Runs tntc in the folder, on the namespace. */
  tntc(args: string[], options?: RunOptions): Promise<Ran>;
  /** Writes files into the folder. */
  write(files: Record<string, string>): Promise<void>;
};

/** What a test may want otherwise. */
export type GroundOptions = {
  /** @default "4.2.3" */
  helm?: HelmVersion;
  /** Name of the cluster. @default the one that all tests share */
  on?: string;
  /** RuntimeClass of the pods; a sandbox costs them twice the CPU of a start. @default "", the cluster's own */
  runtimeClass?: "" | "gvisor";
  /** Namespace of the system chart to go by. @default "no-such-system": what another test installs changes nothing */
  system?: string;
};

/** Ground for one test; all of it goes when it is disposed of. */
export async function ground(options: GroundOptions = {}): Promise<Ground> {
  const { helm = "4.2.3", on, runtimeClass = "", system = "no-such-system" } = options;
  const shared = await cluster(on);
  const [image, home, bin] = await Promise.all([engineImage(shared), shared.namespace(), shared.helm(helm)]);
  const dir = await mkdtemp(join(tmpdir(), "tntc-deploy-"));
  const settings = join(dir, "settings.yaml");
  const base = `image: ${image}\nplain_http: true\nsystem_namespace: ${system}\n`;
  await writeFile(settings, `${base}runtime_class: "${runtimeClass}"\n`);
  const env = { KUBECONFIG: shared.kubeconfig, HELM_BIN: bin, HELM_NAMESPACE: home.name, TENTACULAR_CONFIG: settings };
  return {
    cluster: shared,
    namespace: home.name,
    image,
    dir,
    env,
    tntc: (args, options = {}) =>
      tntc(args, { cwd: dir, timeout: 120_000, ...options, env: { ...env, ...options.env } }),
    write: (files) => writeFiles(dir, files),
    async [Symbol.asyncDispose]() {
      await rm(dir, { recursive: true, force: true });
      await home[Symbol.asyncDispose]();
    },
  };
}

async function writeFiles(dir: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
}
