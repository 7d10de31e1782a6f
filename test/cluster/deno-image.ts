import { baseImage } from "./base-image.ts";
import { buildahEnvironment } from "./buildah.ts";
import type { Cluster } from "./fixture.ts";
import { run } from "./run.ts";

/** Puts plain Deno into the cluster's registry, and returns the name of the image. */
export async function denoImage(cluster: Pick<Cluster, "registry">): Promise<string> {
  const image = `${cluster.registry}/hello:1`;
  const env = await buildahEnvironment();
  await run(["buildah", "push", "--quiet", "--tls-verify=false", baseImage.name, `docker://${image}`], { env });
  return image;
}
