import type { CliOptions } from "../build/bundle-cli.ts";
import { programFiles } from "../build/program-files.ts";
import type { ArchiveFile } from "./archive.ts";
import { readTree } from "./read-tree.ts";

const folders = ["charts", "templates", "schemas", "engine/Dockerfile", "LICENSE", "README.md"];

/** What every carrier of the program holds: the program, and the files that it reads at run time. */
export async function shipped(options: CliOptions): Promise<ArchiveFile[]> {
  const program = await programFiles(options);
  return [
    ...program.map(({ path, bytes }) => ({ path: `dist/${path}`, bytes })),
    ...readTree("bin/tntc.cjs").map((file) => ({ ...file, executable: true })),
    ...folders.flatMap(readTree),
  ];
}
