import { build } from "esbuild";
import { leanOclif } from "./lean-oclif.ts";
import { leanZod } from "./lean-zod.ts";
import { paths } from "./paths.ts";
import type { CommandSource } from "./read-commands.ts";
import { writeOutput } from "./write-output.ts";

/** Bundles `dist/main.js`, one `dist/command.<id>.js` each, and the chunks they share; answers the files written. */
export async function bundleCli(commands: CommandSource[]): Promise<string[]> {
  const { outputFiles } = await build({
    entryPoints: {
      main: `${paths.src}/main.ts`,
      ...Object.fromEntries(commands.map(({ id, file }) => [`command.${id.replaceAll(":", ".")}`, file])),
    },
    outdir: paths.dist,
    write: false,
    bundle: true,
    splitting: true,
    minifySyntax: true,
    minifyWhitespace: true,
    platform: "node",
    format: "esm",
    target: "node22.12",
    // A native module: only what its own package finds can be loaded.
    external: ["oxc-parser"],
    plugins: [leanOclif, leanZod],
    banner: { js: `import{createRequire as $cr}from"node:module";const require=$cr(import.meta.url);` },
    logLevel: "error",
  });
  return outputFiles.map(({ path, contents }) => writeOutput(path, contents));
}
