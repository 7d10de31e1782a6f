import type { ArchiveFile } from "./archive.ts";
import { readTree } from "./read-tree.ts";
import { shipped } from "./shipped.ts";

/** The files of the packaged Helm plugin: the plugin folder at the top, the whole program beneath; nothing to fetch. */
export async function pluginPackage(): Promise<ArchiveFile[]> {
  const plugin = readTree("plugin").map((file) => ({ ...file, path: file.path.slice("plugin/".length) }));
  const entry = Buffer.from('// Helm starts this; the program is beside it.\nimport "./bin/tntc.cjs";\n');
  return [
    ...plugin.filter(({ path }) => path !== "tntc.mjs"),
    { path: "tntc.mjs", bytes: entry },
    { path: "package.json", bytes: Buffer.from('{ "name": "tentacular", "private": true, "type": "module" }\n') },
    ...(await shipped({ parser: "wasm" })),
  ];
}
