import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { TentacularError } from "../errors.ts";

/** A program that makes images from a Dockerfile. */
export type Builder = "docker" | "podman" | "buildah";

const probes: readonly { builder: Builder; args: readonly string[] }[] = [
  // A docker client without its daemon is of no use: only the server's version proves it.
  { builder: "docker", args: ["version", "--format", "{{.Server.Version}}"] },
  { builder: "podman", args: ["version", "--format", "{{.Version}}"] },
  { builder: "buildah", args: ["--version"] },
];

const run = promisify(execFile);

/**
 * The first of docker, podman and buildah that works here.
 *
 * @throws {TentacularError} `BUILDER-MISSING` (preflight)
 */
export async function findBuilder(): Promise<Builder> {
  const works = await Promise.all(
    probes.map(({ builder, args }) =>
      run(builder, args, { timeout: 10_000 }).then(
        () => true,
        () => false,
      ),
    ),
  );
  const found = probes.find((_, index) => works[index]);
  if (found) return found.builder;
  throw new TentacularError("There is no working docker, podman or buildah", {
    code: "BUILDER-MISSING",
    exit: "preflight",
    remedy:
      "Start docker, or install podman or buildah; or deploy with an image that exists: tntc deploy --image IMAGE",
  });
}
