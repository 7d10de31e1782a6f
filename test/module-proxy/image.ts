import { createHash } from "node:crypto";
import { chmod, copyFile, mkdtempDisposable, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { buildahEnvironment } from "../cluster/buildah.ts";
import type { Cluster } from "../cluster/fixture.ts";
import { pushedOnce } from "../cluster/pushed-once.ts";
import { run } from "../cluster/run.ts";

/** The image of the stand-in in the cluster's registry, built unless this very program was built before. */
export async function moduleProxyImage({ registry }: Pick<Cluster, "registry">): Promise<string> {
  const given = process.env["ESMSH_IMAGE"];
  if (given) return given;
  bundle ??= bundled();
  const program = await bundle;
  const dockerfile = await readFile(join(import.meta.dirname, "Dockerfile"));
  const hash = createHash("sha256").update(program).update(dockerfile).update(launcher).digest("hex").slice(0, 16);
  return pushedOnce(`${registry}/esm-sh-stand-in:${hash}`, (local) => buildImage(local, program));
}

let bundle: Promise<Uint8Array> | undefined;

async function buildImage(local: string, program: Uint8Array): Promise<void> {
  await using context = await mkdtempDisposable(join(tmpdir(), "tntc-module-proxy-image-"));
  await fill(context.path, program);
  const env = await buildahEnvironment();
  await run(["buildah", "build", "--quiet", "--tag", local, context.path], { env });
}

const launcher = "#!/usr/bin/env -S /bin/deno run --no-config --no-lock --no-npm --no-remote --ext=js -A\n";

async function bundled(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "stand-in/main.ts")],
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    target: "es2024",
    // esbuild's own library is CommonJS.
    banner: { js: 'import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);' },
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}

async function fill(folder: string, program: Uint8Array): Promise<void> {
  const fromEsbuild = createRequire(import.meta.resolve("esbuild"));
  await copyFile(fromEsbuild.resolve(`@esbuild/linux-${process.arch}/bin/esbuild`), join(folder, "esbuild"));
  await copyFile("/usr/bin/env", join(folder, "env"));
  await copyFile(join(import.meta.dirname, "Dockerfile"), join(folder, "Dockerfile"));
  await writeFile(join(folder, "esmd"), Buffer.concat([Buffer.from(launcher), program]));
  await writeFile(join(folder, "cjs-module-lexer"), "only looked for\n");
  for (const name of ["esbuild", "env", "esmd"]) await chmod(join(folder, name), 0o755);
}
