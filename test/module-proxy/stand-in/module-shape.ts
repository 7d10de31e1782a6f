import { join } from "node:path";
import { build } from "esbuild";
import type { Package } from "./package.ts";

/** What a file says about itself when it is read alone. */
export type ModuleShape = { esm: boolean; exports: readonly string[] };

const known = new Map<string, Promise<ModuleShape>>();

/** Whether a file is an ES module, and the names that it exports. Each is parsed once: versions never change. */
export function moduleShape(pkg: Package, path: string): Promise<ModuleShape> {
  const file = join(pkg.folder, path);
  const shape = known.get(file) ?? parse(file);
  known.set(file, shape);
  shape.catch(() => known.delete(file));
  return shape;
}

async function parse(file: string): Promise<ModuleShape> {
  const { metafile } = await build({
    entryPoints: [file],
    bundle: false,
    write: false,
    metafile: true,
    logLevel: "silent",
    outdir: "/esbuild",
  });
  const [input] = Object.values(metafile.inputs);
  const [output] = Object.values(metafile.outputs);
  return { esm: input?.format === "esm", exports: output?.exports ?? [] };
}
