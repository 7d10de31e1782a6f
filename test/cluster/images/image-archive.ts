import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { cachedFile } from "../cached-file.ts";
import { cacheFolder } from "../site.ts";
import { type TarEntry, tar } from "./tar.ts";

/** A container image that is composed here, without any engine. */
export type Image = {
  /** Full name with tag, as in a Dockerfile or a pod. */
  name: string;
  entrypoint: string[];
  environment?: Record<string, string>;
  /** `uid:gid`. @default "0:0" */
  user?: string;
  files: readonly TarEntry[];
};

const architectures: Partial<Record<string, string>> = { x64: "amd64", arm64: "arm64" };

/** Writes an image as a docker archive with one layer into the cache, unless it is there, and returns its path. */
export async function imageArchive(image: Image): Promise<string> {
  const layer = tar(image.files);
  const layerDigest = digest(layer);
  const config = JSON.stringify(configOf(image, layerDigest));
  const manifest = [{ Config: "config.json", RepoTags: [image.name], Layers: ["layer.tar"] }];
  const path = join(cacheFolder(), "images", `${digest([Buffer.from(config + image.name)]).slice(0, 16)}.tar`);
  return cachedFile(path, async (temporary) => {
    const target = await open(temporary, "w");
    for (const chunk of archive(config, manifest, layer)) await target.write(chunk);
    await target.close();
  });
}

function archive(config: string, manifest: object, layer: readonly Uint8Array[]): Uint8Array[] {
  return [
    ...file("config.json", [Buffer.from(config)]),
    ...file("layer.tar", layer),
    ...file("manifest.json", [Buffer.from(JSON.stringify(manifest))]),
    new Uint8Array(1024),
  ];
}

function configOf(image: Image, layerDigest: string): object {
  return {
    architecture: architectures[process.arch] ?? process.arch,
    os: "linux",
    created: "1970-01-01T00:00:00Z",
    config: {
      Entrypoint: image.entrypoint,
      Env: Object.entries(image.environment ?? {}).map(([name, value]) => `${name}=${value}`),
      User: image.user ?? "0:0",
      WorkingDir: "/",
    },
    rootfs: { type: "layers", diff_ids: [`sha256:${layerDigest}`] },
    history: [{ created: "1970-01-01T00:00:00Z", created_by: "tentacular test cluster" }],
  };
}

/** One file of the archive from many chunks, so that a layer of 100 MB is never copied. */
function file(path: string, chunks: readonly Uint8Array[]): Uint8Array[] {
  const size = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const [header = new Uint8Array()] = tar([{ path, size }]);
  return [header, ...chunks, new Uint8Array(-size & 511)];
}

function digest(chunks: readonly Uint8Array[]): string {
  const hash = createHash("sha256");
  for (const chunk of chunks) hash.update(chunk);
  return hash.digest("hex");
}
