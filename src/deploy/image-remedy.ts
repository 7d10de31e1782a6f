import { imageOf } from "../plan/image.ts";

/**
 * How an engine image that cannot be pulled comes to be: the command that builds and pushes that very name. What is
 * named by its digest cannot be built again, so another name in the same place is advised.
 *
 * @example
 * imageRemedy("ghcr.io/acme/engine:1", { plainHttp: false }); // "Build and push it: tntc build --tag ghcr.io/…"
 */
export function imageRemedy(image: string, { plainHttp }: { plainHttp: boolean }): string {
  const push = plainHttp ? "--push --plain-http" : "--push";
  return `${build(image, push)}; or name another with --image`;
}

function build(image: string, push: string): string {
  const { registry, repository, digest } = imageOf(image);
  const place = [registry || "REGISTRY", ...repository.split("/").slice(0, -1)].join("/");
  if (digest) return `Build and push one: tntc build --registry ${place} ${push}`;
  if (registry) return `Build and push it: tntc build --tag ${image} ${push}`;
  return `Build and push it: tntc build --tag REGISTRY/${image} ${push}`;
}
