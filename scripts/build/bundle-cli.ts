import { type BuildOptions, build, type Plugin } from "esbuild";
import { leanOclif } from "./lean-oclif.ts";
import { leanZod } from "./lean-zod.ts";
import { nativeParser } from "./native-parser.ts";
import type { Output } from "./output.ts";
import { outputsOf } from "./outputs-of.ts";
import { paths } from "./paths.ts";
import type { CommandSource } from "./read-commands.ts";

/** What may differ from one carrier of the program to another. */
export type CliOptions = {
  /** The parser of node code: the native package, found at run time, or WebAssembly in the bundle. @default "native" */
  parser?: "native" | "wasm";
};

/**
 * Bundles `main.cjs`, which answers version and help by itself; `commands.cjs`, all commands, each of which is only
 * initialised when it is asked for; and `client-node.cjs`, which few of them need. Three files and CommonJS, for Node
 * takes longer to find and link modules than to read them.
 */
export async function bundleCli(commands: CommandSource[], { parser = "native" }: CliOptions = {}): Promise<Output[]> {
  const plugins = [leanOclif, leanZod, parser === "wasm" ? wasmParser : nativeParser];
  const loaders = commands.map(({ id, file }) => `  ${JSON.stringify(id)}: () => import(${JSON.stringify(file)}),`);
  const made = await Promise.all([
    bundle({ entryPoints: { main: `${paths.src}/main.ts` }, plugins }),
    bundle({
      stdin: { contents: `export const load = {\n${loaders.join("\n")}\n};`, resolveDir: paths.root },
      outfile: `${paths.dist}/commands.cjs`,
      plugins: [...plugins, clientApart],
      banner: { js: `${banner}${zodWithoutCompiler}` },
    }),
    bundle({
      entryPoints: { "client-node": `${paths.src}/cluster/api/client-node.ts` },
      plugins,
      banner: { js: `${banner}${zstdForOldNodes}` },
    }),
  ]);
  return made.flat();
}

const banner = `const $url=require("node:url").pathToFileURL(__filename).href;`;

/** A program that checks one input is done before a compiled check has paid for itself. */
const zodWithoutCompiler = "globalThis.__zod_globalConfig={jitless:true};";

/** The client's HTTP library binds this while it loads; Node has it from 22.15 on, and no API server answers in zstd. */
const zstdForOldNodes = `require("node:zlib").createZstdDecompress??=()=>{throw new Error("No zstd in this Node")};`;

async function bundle(options: BuildOptions): Promise<Output[]> {
  const made = await build({
    absWorkingDir: paths.root,
    metafile: true,
    ...(options.outfile ? {} : { outdir: paths.dist }),
    outExtension: { ".js": ".cjs" },
    write: false,
    bundle: true,
    minifySyntax: true,
    minifyWhitespace: true,
    platform: "node",
    format: "cjs",
    target: "node22.12",
    define: { "import.meta.url": "$url" },
    banner: { js: banner },
    loader: { ".wasm": "file" },
    assetNames: "[name]",
    logLevel: "error",
    ...options,
  });
  return outputsOf(made);
}

const wasmParser: Plugin = {
  name: "wasm-parser",
  setup(build) {
    build.onResolve({ filter: /^oxc-parser$/ }, () => ({ path: `${import.meta.dirname}/wasm-parser.ts` }));
  },
};

const clientApart: Plugin = {
  name: "client-apart",
  setup(build) {
    build.onResolve({ filter: /\/client-node\.ts$/ }, ({ kind }) =>
      kind === "dynamic-import" ? { path: "./client-node.cjs", external: true } : undefined,
    );
  },
};
