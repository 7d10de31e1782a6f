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

test("an answer that has not left yet leaves less room for requests, even when it leaves none", async () => {
  const intake = new Intake({ memory: 256, maxBody: MiB });
  const left = Promise.withResolvers<void>();
  const lost = Promise.withResolvers<void>();
  const held = [intake.hold(7 * MiB, left.promise), intake.hold(9 * MiB, lost.promise)];
  expect(intake.take(1)).toBe(false);
  lost.reject(new Error("The client is gone"));
  await held[1];
  expect(intake.take(2 * MiB)).toBe(false);
  expect(intake.take(MiB)).toBe(true);
  left.resolve();
  await held[0];
  expect(intake.take(7 * MiB)).toBe(true);
});
