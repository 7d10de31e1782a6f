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
export function buildahEnvironment(): Promise<NodeJS.ProcessEnv> {
  known ??= prepared();
  return known;
}

let known: Promise<NodeJS.ProcessEnv> | undefined;

async function prepared(): Promise<NodeJS.ProcessEnv> {
  const folder = join(cacheFolder(), "buildah");
  const settings = join(folder, "storage.conf");
  const environment = { ...process.env, CONTAINERS_STORAGE_CONF: settings, BUILDAH_ISOLATION: "chroot" };
  await lock(`${folder}.lock`, async () => {
    await mkdir(folder, { recursive: true });
    // Programs that others run are reading it, and would find it empty while it is written again.
    const said = await readFile(settings, "utf8").catch(() => "");
    if (said !== storage(folder)) await writeFile(settings, storage(folder));
    await ensureBase(environment);
  });
  return environment;
}

/** More than these, and the store is emptied: each engine that was ever tested leaves one of 100 MB. */
const enough = 20;

async function ensureBase(env: NodeJS.ProcessEnv): Promise<void> {
  const archive = await baseImage.archive();
  const marker = join(cacheFolder(), "buildah", "base");
  const pulled = await readFile(marker, "utf8").catch(() => "");
  const images = (await run(["buildah", "images", "--format", "{{.Name}}:{{.Tag}}"], { env })).trim().split("\n");
  const full = images.length > enough;
  if (pulled === archive && images.includes(baseImage.name) && !full) return;
  if (full) await run(["buildah", "rmi", "--all", "--force"], { env });
  await run(["buildah", "pull", "--quiet", `docker-archive:${archive}`], { env });
  await writeFile(marker, archive);
}

/** The plain file driver works everywhere, also where this machine is itself a container. */
const storage = (folder: string) => `[storage]
driver = "vfs"
graphroot = "${folder}/store"
runroot = "${runFolder}/.buildah"
`;
