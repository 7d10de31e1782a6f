import { build } from "esbuild";
import { leanZod } from "./lean-zod.ts";
import type { Output } from "./output.ts";
import { outputsOf } from "./outputs-of.ts";
import { paths } from "./paths.ts";

const programs = ["supervisor", "reader", "runner", "trigger", "testing"];

/** Bundles each program of the engine into one file for Deno: `engine/<program>.js`. */
export async function bundleEngine(): Promise<Output[]> {
  const made = await build({
    absWorkingDir: paths.root,
    metafile: true,
    entryPoints: Object.fromEntries(programs.map((name) => [name, `${paths.engine}/${name}/main.ts`])),
    outdir: `${paths.dist}/engine`,
    write: false,
    bundle: true,
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["deno", "import"],
    format: "esm",
    target: "esnext",
    external: ["node:*"],
    plugins: [leanZod],
    logLevel: "error",
  });
  return outputsOf(made);
}
