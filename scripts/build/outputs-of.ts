import type { BuildResult, Metafile } from "esbuild";
import type { Output } from "./output.ts";
import { paths } from "./paths.ts";

/** What the bundler made, and of which sources. */
export function outputsOf({ outputFiles = [], metafile }: BuildResult): Output[] {
  return outputFiles.map(({ path, contents }) => ({
    path: path.slice(paths.dist.length + 1),
    bytes: contents,
    sources: sourcesOf(metafile?.outputs[path.slice(paths.root.length + 1)]),
  }));
}

/** What was read but left out, because nothing uses it, is no part of the output. */
function sourcesOf(output: Metafile["outputs"][string] | undefined): string[] {
  const inputs = Object.entries(output?.inputs ?? {});
  return inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([source]) => source);
}
