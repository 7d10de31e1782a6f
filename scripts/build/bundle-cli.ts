import { build, type Plugin } from "esbuild";
import { leanOclif } from "./lean-oclif.ts";
import { leanZod } from "./lean-zod.ts";
import type { Output } from "./output.ts";
import { paths } from "./paths.ts";
import type { CommandSource } from "./read-commands.ts";

/** What may differ from one carrier of the program to another. */
export type CliOptions = {
  /** The parser of node code: the native package, found at run time, or WebAssembly in the bundle. @default "native" */
  parser?: "native" | "wasm";
};

/** Bundles `main.js`, one `command.<id>.js` each, and the chunks they share. */
export async function bundleCli(commands: CommandSource[], { parser = "native" }: CliOptions = {}): Promise<Output[]> {
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
    // Native: only what its own package finds for this machine can be loaded.
    external: parser === "native" ? ["oxc-parser"] : [],
    plugins: [leanOclif, leanZod, ...(parser === "wasm" ? [wasmParser] : [])],
    loader: { ".wasm": "copy" },
    assetNames: "[name]",
    banner: { js: `import{createRequire as $cr}from"node:module";const require=$cr(import.meta.url);` },
    logLevel: "error",
  });
  return outputFiles.map(({ path, contents }) => ({ path: path.slice(paths.dist.length + 1), bytes: contents }));
}

const wasmParser: Plugin = {
  name: "wasm-parser",
  setup(build) {
    build.onResolve({ filter: /^oxc-parser$/ }, () => ({ path: `${import.meta.dirname}/wasm-parser.ts` }));
  },
};
