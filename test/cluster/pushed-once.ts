import { basename, join } from "node:path";
import { askRegistry } from "../../src/image/registry.ts";
import { baseImage } from "./base-image.ts";
import { buildahEnvironment } from "./buildah.ts";
import { lock } from "./lock.ts";
import { run } from "./run.ts";
import { runFolder } from "./site.ts";

/**
 * The image, pushed unless its registry has it. `build` makes it under a name of buildah's store, where it stays for
 * the registry of the next cluster; of several who ask at the same time one does the work.
 *
 * @param image its tag says all that it is made of, but for the base image
 */
export async function pushedOnce(image: string, build: (local: string) => Promise<void>): Promise<string> {
  const isThere = async () => (await askRegistry(image, { plainHttp: true })).state === "found";
  if (await isThere()) return image;
  const [, name = ""] = /^[^/]+\/(.+)$/.exec(image) ?? [];
  await lock(join(runFolder, `.push-${name.replaceAll(/\W+/g, "-")}.lock`), async () => {
    if (await isThere()) return;
    const local = `localhost/${name}-${basename(await baseImage.archive(), ".tar")}`;
    const env = await buildahEnvironment();
    const built = await run(["buildah", "images", "--quiet", local], { env, tolerant: true });
    if (built.trim() === "") await build(local);
    await run(["buildah", "push", "--quiet", "--tls-verify=false", local, `docker://${image}`], { env });
  });
  return image;
}
