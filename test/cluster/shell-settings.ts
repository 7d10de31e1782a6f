import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { buildahEnvironment } from "./buildah.ts";
import { helmBinary, kubectlBinary } from "./helm-binary.ts";
import type { Site } from "./site.ts";

/**
 * Writes what a shell needs to use a cluster by hand: kubeconfig, tntc, Helm and kubectl on the PATH, settings of tntc
 * and a builder's store that leave the user's own alone. The file goes with the cluster.
 *
 * @returns the path of the file to source
 */
export async function shellSettings(site: Site): Promise<string> {
  const programs = await Promise.all([helmBinary("4.2.3"), kubectlBinary()]);
  const { CONTAINERS_STORAGE_CONF, BUILDAH_ISOLATION } = await buildahEnvironment();
  const settings = {
    KUBECONFIG: site.kubeconfig,
    TENTACULAR_CONFIG: site.file("config.yaml"),
    CONTAINERS_STORAGE_CONF,
    BUILDAH_ISOLATION,
  };
  const folders = [join(import.meta.dirname, "../../node_modules/.bin"), ...programs.map((path) => dirname(path))];
  const lines = Object.entries(settings).map(([name, value = ""]) => `export ${name}=${quoted(value)}`);
  const file = site.file("env");
  await writeFile(file, [forgetting, ...lines, `export PATH=${folders.map(quoted).join(":")}:"$PATH"`, ""].join("\n"));
  return file;
}

/** What a user tells Helm of another cluster goes before a kubeconfig. */
const forgetting = `for name in $(env | sed -n 's/^\\(HELM_KUBE[A-Z_]*\\|HELM_NAMESPACE\\)=.*/\\1/p'); do unset "$name"; done; unset name`;

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
