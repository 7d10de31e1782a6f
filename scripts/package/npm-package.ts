import { readFileSync } from "node:fs";
import { paths } from "../build/paths.ts";
import { type ArchiveFile, archive } from "./archive.ts";
import { readTree } from "./read-tree.ts";
import { shipped } from "./shipped.ts";

type PackageJson = { dependencies: Record<string, string>; [key: string]: unknown };

/** What cannot be bundled: native modules, of which npm picks the one for the machine. */
const native = ["oxc-parser"];

/** The tarball for `npm install -g`: everything is bundled but native modules. */
export async function npmPackage(): Promise<Buffer> {
  const files = [manifest(), ...readTree("plugin"), ...(await shipped({ parser: "native" }))];
  return archive(files.map((file) => ({ ...file, path: `package/${file.path}` })));
}

function manifest(): ArchiveFile {
  const own: PackageJson = JSON.parse(readFileSync(`${paths.root}/package.json`, "utf8"));
  const { devDependencies: _, optionalDependencies: __, scripts: ___, files: ____, dependencies, ...kept } = own;
  const needed = Object.fromEntries(Object.entries(dependencies).filter(([name]) => native.includes(name)));
  const text = `${JSON.stringify({ ...kept, dependencies: needed }, null, 2)}\n`;
  return { path: "package.json", bytes: Buffer.from(text) };
}
