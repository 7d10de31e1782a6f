import { expect, test } from "vitest";
import { program } from "./program.ts";
import { sample } from "./sample.ts";

test("every change tests again, errors included, until Ctrl-C", async () => {
  using space = sample({
    nodes: { one: "export default async () => 1;" },
    files: { "tests/fixtures/one.json": { expected: 1 } },
  });
  await using watching = program(["test", "--watch"], { cwd: space.dir });
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
