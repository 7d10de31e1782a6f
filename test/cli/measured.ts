import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../src/package-root.ts";
import { type Ran, tntc } from "./tntc.ts";

/** What a run took besides what it said: processor time of all its processes, memory of the largest, and time waited for. */
export type Measured = Ran & { seconds: number; mebibytes: number; waited: number };

/**
 * Runs the built program as a user would, and measures it. Processor time, because a busy machine makes any clock on
 * the wall a liar; that clock tells of a run that works little and waits.
 */
export async function measured(args: string[], cwd: string): Promise<Measured> {
  const notes = mkdtempSync(join(tmpdir(), "tentacular-usage-"));
  try {
    const file = join(notes, "usage");
    const env = { NODE_OPTIONS: `--import=${packageRoot()}/test/cli/note-usage.mjs`, TENTACULAR_TEST_USAGE: file };
    const began = performance.now();
    const ran = await tntc(args, { cwd, env, timeout: 20_000 });
    const waited = (performance.now() - began) / 1000;
    const used = readFileSync(file, "utf8").trim().split("\n").map(parse);
    const seconds = used.reduce((sum, each) => sum + each.seconds, 0);
    return { ...ran, seconds, mebibytes: Math.max(...used.map((each) => each.mebibytes)), waited };
  } finally {
    rmSync(notes, { recursive: true });
  }
}

function parse(line: string): Pick<Measured, "seconds" | "mebibytes"> {
  return JSON.parse(line);
}
