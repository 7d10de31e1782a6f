import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sharedBytesIn } from "./shared-bytes-in.ts";

test("what is resident and not anonymous is shared", () => {
  const program = "00400000-00800000 r-xp 00000000 00:00 0 /bin/deno\nSize: 4096 kB\nRss: 3000 kB\nAnonymous: 100 kB\n";
  const heap = "2f9c16c0000-2f9c1700000 rw-p 00000000 00:00 0\nSize: 256 kB\nRss: 256 kB\nAnonymous: 256 kB\n";
  expect(sharedBytesIn(program + heap)).toBe(2900 * 1024);
  expect(sharedBytesIn(heap)).toBe(0);
});

test.runIf(process.platform === "linux")("it agrees with what the kernel counts as mapped files", () => {
  const [, kB] = /^RssFile:\s*(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  const found = sharedBytesIn(readFileSync("/proc/self/smaps", "utf8"));
  expect(Math.abs(found / (Number(kB) * 1024) - 1)).toBeLessThan(0.2);
});
