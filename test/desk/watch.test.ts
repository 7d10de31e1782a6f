import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { descendants, lingering } from "./program.ts";
import { programInTest } from "./program-in-test.ts";
import { sample } from "./sample.ts";

test("every change tests again, errors included, until Ctrl-C", async () => {
  using space = sample({
    nodes: { one: "export default async () => 1;" },
    files: { "tests/fixtures/one.json": { expected: 1 } },
  });
  await using watching = programInTest(["test", "--watch"], { cwd: space.dir });
  await watching.sees(/1\/1 tests passed/);
  await watching.sees(/Watching/);
  space.write({ "tests/fixtures/one.json": '{ "expected": 2 }' });
  await watching.sees(/0\/1 tests passed/);
  await watching.sees(/Watching/);
  space.write({ "tests/fixtures/one.json": "{ oops" });
  await watching.sees(/FIXTURE-JSON/);
  await watching.sees(/Watching/);
  space.write({ "tests/fixtures/one.json": '{ "expected": 2 }', "nodes/one.ts": "export default async () => 2;" });
  await watching.sees(/1\/1 tests passed/);
  watching.signal("SIGINT");
  expect(await watching.ended).toBe(0);
});

test("tests that are interrupted say so", async () => {
  using space = sample({
    nodes: { slow: "export default () => new Promise((done) => setTimeout(done, 60_000));" },
    files: { "tests/fixtures/slow.json": {} },
  });
  await using testing = programInTest(["test"], { cwd: space.dir });
  for (let tries = 0; tries < 100 && descendants(testing.pid).length === 0; tries++) await wait(50);
  const below = descendants(testing.pid);
  testing.signal("SIGINT");
  expect(await testing.ended).toBe(130);
  expect(testing.said()).toContain("INTERRUPTED");
  expect(await lingering(below)).toEqual([]);
});
