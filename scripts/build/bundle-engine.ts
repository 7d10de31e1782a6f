import { existsSync } from "node:fs";
import { build } from "esbuild";
import { leanZod } from "./lean-zod.ts";
import type { Output } from "./output.ts";
import { paths } from "./paths.ts";

const programs = ["supervisor", "runner", "trigger", "testing"];

/** Bundles each program of the engine into one file for Deno: `engine/<program>.js`. */
export async function bundleEngine(): Promise<Output[]> {
  const entries = programs.map((name) => ({ name, file: `${paths.engine}/${name}/main.ts` }));
  const missing = entries.filter(({ file }) => !existsSync(file));
  if (missing.length > 0) console.error(`  ⚠ not there yet: engine/{${missing.map(({ name }) => name)}}/main.ts`);
  const { outputFiles } = await build({
    entryPoints: Object.fromEntries(entries.filter((entry) => !missing.includes(entry)).map((e) => [e.name, e.file])),
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
  return outputFiles.map(({ path, contents }) => ({ path: path.slice(paths.dist.length + 1), bytes: contents }));
}
