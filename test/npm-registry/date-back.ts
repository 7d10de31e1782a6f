import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const packument = z.looseObject({ time: z.record(z.string(), z.string()) });
const longAgo = "2026-01-01T00:00:00.000Z";

/** Says of all that we have published that it was long ago: Deno takes nothing from npm that is younger than a day. */
export async function dateBack(storage: string): Promise<void> {
  const found = await readdir(storage, { recursive: true });
  const ours = found.filter((path) => /^(@acme|@jsr|tentacular-test-).*package\.json$/.test(path));
  for (const path of ours) {
    const text = await readFile(join(storage, path), "utf8");
    const known = packument.parse(JSON.parse(text));
    const time = Object.fromEntries(Object.keys(known.time).map((version) => [version, longAgo]));
    await writeFile(join(storage, path), JSON.stringify({ ...known, time }));
  }
}
