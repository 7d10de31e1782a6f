import { expect } from "vitest";
import type { Measured } from "./measured.ts";

/** What an answer may take: 2 s of the processor, 300 MiB, and by the clock what a busy machine makes of that. */
export function expectModest({ seconds, mebibytes, waited }: Pick<Measured, "seconds" | "mebibytes" | "waited">): void {
  expect(seconds, "seconds").toBeLessThan(2);
  expect(mebibytes, "MiB").toBeLessThan(300);
  expect(waited, "seconds by the clock").toBeLessThan(10);
}
