import { existsSync } from "node:fs";
import { build } from "esbuild";
import { paths } from "./paths.ts";
import { writeOutput } from "./write-output.ts";

const programs = ["supervisor", "runner", "trigger", "testing"];

/** Bundles each program of the engine into one file for Deno, `dist/engine/<program>.js`; answers the files written. */
export async function bundleEngine(): Promise<string[]> {
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
    // Errors of ours carry places of our source in development, not in the user's logs.
    sourcemap: false,
    logLevel: "error",
  });
  return outputFiles.map(({ path, contents }) => writeOutput(path, contents));
}
