import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { Lull } from "./lull.ts";

let lulls = 0;
let lull: Lull;

beforeEach(() => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  lulls = 0;
  lull = new Lull(() => lulls++);
});

function note(times: number): void {
  for (let time = 0; time < times; time++) lull.note();
}

test("after much to do, two quiet seconds are a lull, once", () => {
  note(100);
  vi.advanceTimersByTime(1900);
  expect(lulls).toBe(0);
  vi.advanceTimersByTime(60_000);
  expect(lulls).toBe(1);
});

test("while there is more to do it is put off", () => {
  for (let second = 0; second < 10; second++) {
    note(50);
    vi.advanceTimersByTime(1000);
  }
  expect(lulls).toBe(0);
  vi.advanceTimersByTime(1100);
  expect(lulls).toBe(1);
});

test("a little to do leaves nothing worth a lull, until it adds up", () => {
  note(60);
  vi.advanceTimersByTime(5000);
  expect(lulls).toBe(0);
  note(60);
  vi.advanceTimersByTime(5000);
  expect(lulls).toBe(1);
});
