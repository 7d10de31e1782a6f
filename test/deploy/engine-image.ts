import { createHash } from "node:crypto";
import { mkdtempDisposable, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../src/package-root.ts";
import { tntc } from "../cli/tntc.ts";
import { buildahEnvironment } from "../cluster/buildah.ts";
import type { Cluster } from "../cluster/fixture.ts";
import { pushedOnce } from "../cluster/pushed-once.ts";

/** The engine image in the cluster's registry, built by `tntc build` unless this very engine was built before. */
export async function engineImage({ registry }: Pick<Cluster, "registry">): Promise<string> {
  return pushedOnce(`${registry}/tentacular-engine:${await engineHash()}`, build);
}

async function build(local: string): Promise<void> {
  const { CONTAINERS_STORAGE_CONF = "", BUILDAH_ISOLATION = "" } = await buildahEnvironment();
  await using folder = await mkdtempDisposable(join(tmpdir(), "tntc-settings-"));
  const args = ["build", "--builder", "buildah", "--tag", local];
  const env = { CONTAINERS_STORAGE_CONF, BUILDAH_ISOLATION, TENTACULAR_CONFIG: join(folder.path, "config.yaml") };
  const built = await tntc(args, { env, timeout: 180_000 });
  if (built.exitCode !== 0) throw new Error(`The engine image was not built:\n${built.stderr}`);
}

async function engineHash(): Promise<string> {
  const engine = join(packageRoot(), "dist/engine");
  const hash = createHash("sha256").update(await readFile(join(packageRoot(), "engine/Dockerfile")));
  for (const name of (await readdir(engine)).sort()) hash.update(name).update(await readFile(join(engine, name)));
  return hash.digest("hex").slice(0, 16);
}
