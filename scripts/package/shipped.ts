import { readFileSync } from "node:fs";
import type { CliOptions } from "../build/bundle-cli.ts";
import { paths } from "../build/paths.ts";
import { programFiles } from "../build/program-files.ts";
import type { ArchiveFile } from "./archive.ts";
import { readTree } from "./read-tree.ts";

/** What the program does not read but start: it is made here, or has another place in each carrier. */
const made = ["bin", "dist", "plugin"];

/** What every carrier of the program holds: the program, and the files that it reads at run time (`files` of package.json). */
export async function shipped(options: CliOptions): Promise<ArchiveFile[]> {
  const program = await programFiles(options);
  const { files }: { files: string[] } = JSON.parse(readFileSync(`${paths.root}/package.json`, "utf8"));
  return [
    ...program.map(({ path, bytes }) => ({ path: `dist/${path}`, bytes })),
    ...readTree("bin/tntc.cjs").map((file) => ({ ...file, executable: true })),
    ...files.filter((file) => !made.includes(file)).flatMap(readTree),
  ];
}
