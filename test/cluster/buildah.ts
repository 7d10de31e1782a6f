import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { baseImage } from "./base-image.ts";
import { lock } from "./lock.ts";
import { run } from "./run.ts";
import { cacheFolder, runFolder } from "./site.ts";

/**
 * An environment in which buildah has a store of its own that already holds the base image,
 * so that a build leaves nothing in the user's store and asks no registry.
 */
export async function buildahEnvironment(): Promise<NodeJS.ProcessEnv> {
  const folder = join(cacheFolder(), "buildah");
  const settings = join(folder, "storage.conf");
  const environment = { ...process.env, CONTAINERS_STORAGE_CONF: settings, BUILDAH_ISOLATION: "chroot" };
  await lock(`${folder}.lock`, async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(settings, storage(folder));
    await ensureBase(environment);
  });
  return environment;
}

async function ensureBase(env: NodeJS.ProcessEnv): Promise<void> {
  const archive = await baseImage.archive();
  const label = `${archive}\n`;
  const marker = join(cacheFolder(), "buildah", "base");
  const images = await run(["buildah", "images", "--format", "{{.Name}}:{{.Tag}}"], { env });
  const same = (await readFile(marker, "utf8").catch(() => "")) === label;
  if (same && images.split("\n").includes(baseImage.name)) return;
  await run(["buildah", "pull", "--quiet", `docker-archive:${archive}`], { env });
  await writeFile(marker, label);
}

/** The plain file driver works everywhere, also where this machine is itself a container. */
const storage = (folder: string) => `[storage]
driver = "vfs"
graphroot = "${folder}/store"
runroot = "${runFolder}/.buildah"
`;
