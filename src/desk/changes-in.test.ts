import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { changesIn } from "./changes-in.ts";

test("writes at once are hardly more than one change, other files are none, and the signal ends it", async () => {
  const dir = mkdtempSync(join(tmpdir(), "tentacular-changes-"));
  const enough = new AbortController();
  try {
    mkdirSync(join(dir, "nodes"));
    let changes = 0;
    const counting = (async () => {
      for await (const _ of changesIn(dir, enough.signal)) changes++;
    })();
    await wait(100);
    for (let file = 0; file < 40; file++) writeFileSync(join(dir, `nodes/n${file}.ts`), "x");
    await wait(500);
    expect(changes).toBeGreaterThanOrEqual(1);
    expect(changes).toBeLessThanOrEqual(3);
    const before = changes;
    writeFileSync(join(dir, "report.xml"), "x");
    await wait(200);
    expect(changes).toBe(before);
    writeFileSync(join(dir, "nodes/n1.ts"), "again");
    await vi.waitFor(() => expect(changes).toBeGreaterThan(before), 5000);
    enough.abort();
    await counting;
  } finally {
    enough.abort();
    rmSync(dir, { recursive: true, force: true });
  }
});
