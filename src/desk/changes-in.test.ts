import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { changesIn } from "./changes-in.ts";

test("many writes are one change, other files are none, and the signal ends it", async () => {
  const dir = mkdtempSync(join(tmpdir(), "tentacular-changes-"));
  const enough = new AbortController();
  try {
    mkdirSync(join(dir, "nodes"));
    let changes = 0;
    const counting = (async () => {
      for await (const _ of changesIn(dir, enough.signal)) changes++;
    })();
    await wait(100);
    for (const name of ["a", "b", "c"]) writeFileSync(join(dir, `nodes/${name}.ts`), name);
    await wait(400);
    expect(changes).toBe(1);
    writeFileSync(join(dir, "report.xml"), "x");
    await wait(200);
    expect(changes).toBe(1);
    writeFileSync(join(dir, "nodes/a.ts"), "again");
    await wait(400);
    expect(changes).toBe(2);
    enough.abort();
    await counting;
  } finally {
    enough.abort();
    rmSync(dir, { recursive: true, force: true });
  }
});
