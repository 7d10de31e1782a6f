import { expect, test } from "vitest";
import { Intake } from "./intake.ts";

const MiB = 1024 * 1024;

test("a part of the memory is for requests, and comes back when they are answered", () => {
  const intake = new Intake({ memory: 256, maxBody: MiB });
  expect(intake.take(5 * MiB)).toBe(true);
  expect(intake.take(4 * MiB)).toBe(false);
  intake.give(5 * MiB);
  expect(intake.take(8 * MiB)).toBe(true);
  expect(intake.take(0)).toBe(true);
});

test("one request of the largest size fits whatever the memory is", () => {
  const intake = new Intake({ memory: 32, maxBody: 50 * MiB });
  expect(intake.take(50 * MiB)).toBe(true);
  expect(intake.take(1)).toBe(false);
});
