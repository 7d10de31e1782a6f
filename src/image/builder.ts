import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { TentacularError } from "../errors.ts";

/** Programs that make images from a Dockerfile, as we prefer them. */
export const builders = ["docker", "podman", "buildah"] as const;

/** One of the programs that make images. */
export type Builder = (typeof builders)[number];

const probes: Record<Builder, readonly (readonly string[])[]> = {
  // A docker client is of use with its daemon, which only the server's version proves, and with the buildx plugin.
  docker: [
    ["version", "--format", "{{.Server.Version}}"],
    ["buildx", "version"],
  ],
  podman: [["version", "--format", "{{.Version}}"]],
  buildah: [["--version"]],
};

const run = promisify(execFile);

/**
 * The first of docker, podman and buildah that works here; only the one that is asked for when one is.
 *
 * @throws {TentacularError} `BUILDER-MISSING` (preflight)
 */
export async function findBuilder(asked?: Builder): Promise<Builder> {
  const candidates = asked ? [asked] : builders;
  const works = await Promise.all(candidates.map((builder) => answers(builder)));
  const found = candidates.find((_, index) => works[index]);
  if (found) return found;
  throw new TentacularError(`There is no working ${asked ?? "docker, podman or buildah"}`, {
    code: "BUILDER-MISSING",
    exit: "preflight",
    remedy:
      "Start docker (it needs buildx), or install podman or buildah; or deploy with an image that exists: tntc deploy --image IMAGE",
  });
}

async function answers(builder: Builder): Promise<boolean> {
  const asked = probes[builder].map((args) => run(builder, args, { timeout: 10_000 }));
  return (await Promise.allSettled(asked)).every(({ status }) => status === "fulfilled");
}
