import { writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Writes, into `folder`, the setting with which buildah and podman push to a registry without TLS,
 * as the owner of such a registry would.
 *
 * @returns the environment that names the file.
 */
export async function registriesConf(folder: string, registry: string): Promise<NodeJS.ProcessEnv> {
  const path = join(folder, "registries.conf");
  await writeFile(path, `[[registry]]\nlocation = "${registry}"\ninsecure = true\n`);
  return { CONTAINERS_REGISTRIES_CONF: path };
}
