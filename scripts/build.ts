import { isFresh, markBuilt } from "./build/freshness.ts";
import { paths } from "./build/paths.ts";
import { programFiles } from "./build/program-files.ts";
import { writeOutput } from "./build/write-output.ts";

/** Builds the program into dist/. With `--if-stale`, only when a source is newer than the last build. */
async function build(): Promise<void> {
  const startedAt = Date.now();
  const files = await programFiles();
  markBuilt(
    startedAt,
    files.map(({ path, bytes }) => writeOutput(`${paths.dist}/${path}`, bytes)),
  );
  console.error(`Built dist/ in ${Date.now() - startedAt} ms`);
}

if (!process.argv.includes("--if-stale") || !isFresh()) await build();
