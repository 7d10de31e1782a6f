import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { TentacularError } from "../errors.ts";
import type { Progress } from "../output/progress.ts";
import { buildContext } from "./build-context.ts";
import { type Builder, findBuilder } from "./builder.ts";
import { runBuilder } from "./run-builder.ts";

/** What to build, and where to. */
export type BuildOptions = {
  /** The whole name, e.g. `ghcr.io/acme/tentacular-engine:0.1.0`. */
  image: string;
  /** Push it when it is built. @default false */
  push?: boolean;
  /** What to build on, e.g. the same Deno by digest. @default the Dockerfile's */
  base?: string | undefined;
  /** E.g. `linux/arm64`; several by comma, docker only. @default this machine's */
  platform?: string | undefined;
  /** Speak plain HTTP to the registry. @default false */
  plainHttp?: boolean;
  /** @default the first that works */
  builder?: Builder | undefined;
  progress: Progress;
  signal?: AbortSignal;
};

/** What was built. */
export type BuiltImage = {
  image: string;
  builder: Builder;
  pushed: boolean;
  /** The registry's digest when it was pushed, else the local image's id. */
  digest: string;
};

/**
 * Builds the engine image by whatever builder is there, reproducibly: same engine and base, same image.
 *
 * @throws {TentacularError} `BUILDER-MISSING`, `ENGINE-MISSING` (preflight), `BUILD-FAILED`, `PUSH-FAILED` (failed)
 */
export async function buildImage(options: BuildOptions): Promise<BuiltImage> {
  const builder = await findBuilder(options.builder);
  refuseManyPlatforms(builder, options.platform);
  await using context = await buildContext();
  options.progress.step(`Building ${options.image} with ${builder}`);
  await runBuilder(builder, buildArgs(builder, context.dir, options), { ...options, what: "build" });
  options.progress.done(`Built ${options.image} with ${builder}`);
  if (!options.push) return { image: options.image, builder, pushed: false, digest: await idOf(context.dir) };
  const digest = builder === "docker" ? await dockerDigest(context.dir) : await push(builder, context.dir, options);
  options.progress.done(`Pushed ${options.image}`);
  return { image: options.image, builder, pushed: true, digest };
}

/** Podman caches a layer per line unless told otherwise, and writes that into the image's history. */
const sameImage = ["--timestamp=0", "--layers=false"];

function buildArgs(builder: Builder, dir: string, options: BuildOptions): string[] {
  const { image, base, platform, push: pushed } = options;
  const common = [
    `--iidfile=${join(dir, "image-id")}`,
    ...(platform ? [`--platform=${platform}`] : []),
    ...(base ? [`--build-arg=BASE=${base}`] : []),
  ];
  const own =
    builder === "docker"
      ? [
          "--build-arg=SOURCE_DATE_EPOCH=0",
          "--provenance=false",
          `--metadata-file=${join(dir, "metadata.json")}`,
          ...(pushed ? ["--push"] : []),
        ]
      : [...sameImage, ...(isPlainBase(options) ? ["--tls-verify=false"] : [])];
  return ["build", `--tag=${image}`, ...common, ...own, dir];
}

/** Without TLS only a digest vouches for what is pulled. */
function isPlainBase({ base, plainHttp }: BuildOptions): boolean {
  return plainHttp === true && base?.includes("@sha256:") === true;
}

async function push(builder: Builder, dir: string, options: BuildOptions): Promise<string> {
  options.progress.step(`Pushing ${options.image}`);
  const digestFile = join(dir, "digest");
  const plain = options.plainHttp ? ["--tls-verify=false"] : [];
  const args = ["push", `--digestfile=${digestFile}`, ...plain, options.image];
  await runBuilder(builder, args, { ...options, what: "push" });
  return (await readFile(digestFile, "utf8")).trim();
}

async function dockerDigest(dir: string): Promise<string> {
  const metadata: Record<string, string> = JSON.parse(await readFile(join(dir, "metadata.json"), "utf8"));
  return metadata["containerimage.digest"] ?? "";
}

async function idOf(dir: string): Promise<string> {
  return (await readFile(join(dir, "image-id"), "utf8")).trim();
}

function refuseManyPlatforms(builder: Builder, platform = ""): void {
  if (builder === "docker" || !platform.includes(",")) return;
  throw new TentacularError(`Only docker builds several platforms at once, and here ${builder} is what works`, {
    code: "PLATFORMS-UNSUPPORTED",
    exit: "usage",
    remedy: "Build one platform at a time with --platform, or start docker",
  });
}
