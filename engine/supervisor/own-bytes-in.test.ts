import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ownBytesIn } from "./own-bytes-in.ts";

test("what a process shares does not count", () => {
  const status =
    "Name:\tdeno\nVmRSS:\t   90624 kB\nRssAnon:\t   30016 kB\nRssFile:\t   60608 kB\nRssShmem:\t       0 kB\n";
  expect(ownBytesIn(status)).toBe(30_016 * 1024);
});

test("where only the whole is told, the whole counts", () => {
  expect(ownBytesIn("Name:\tdeno\nVmRSS:\t90624 kB\n")).toBe(90_624 * 1024);
  expect(ownBytesIn("Name:\tdeno\nState:\tZ (zombie)\n")).toBeUndefined();
});

test.runIf(process.platform === "linux")("it agrees with the pages that the kernel counts", () => {
  const page = Number(execFileSync("getconf", ["PAGESIZE"], { encoding: "utf8" }));
  const [, resident = 0, shared = 0] = readFileSync("/proc/self/statm", "utf8").split(" ").map(Number);
  const own = ownBytesIn(readFileSync("/proc/self/status", "utf8")) ?? 0;
  expect(Math.abs(own / ((resident - shared) * page) - 1)).toBeLessThan(0.2);
});
