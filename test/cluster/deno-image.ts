import { baseImage } from "./base-image.ts";
import { buildahEnvironment } from "./buildah.ts";
import type { Cluster } from "./fixture.ts";
import { pushedOnce } from "./pushed-once.ts";
import { run } from "./run.ts";

/** Puts plain Deno into the cluster's registry, and returns the name of the image. */
export async function denoImage({ registry }: Pick<Cluster, "registry">): Promise<string> {
  return await pushedOnce(`${registry}/hello:1`, async (local) => {
    await run(["buildah", "tag", baseImage.name, local], { env: await buildahEnvironment() });
  });
}
