import { expect, test } from "vitest";
import { readRunDetails } from "./run-details.ts";
import { runDetailsText } from "./run-details-text.ts";

test("what a runner tells of a run is read back as it was told", () => {
  const failure = { node: "a", code: "node-failed", message: "No", file: "nodes/a.ts", line: 3, column: 5 };
  const details = { durationMs: 7, executed: 2, attempts: { a: 3 }, failures: [failure] };
  const plain = { durationMs: 0, executed: 3, attempts: {}, failures: [] };
  const again = { ...plain, attempts: { b: 2 } };
  for (const told of [details, plain, again, { ...plain, durationMs: -4 }]) {
    expect(readRunDetails(runDetailsText(told, JSON.stringify))).toEqual(told);
  }
});

test("a run of which there is nothing to tell costs two numbers", () => {
  expect(runDetailsText({ durationMs: 12, executed: 3, attempts: {}, failures: [] }, JSON.stringify)).toBe("12 3");
});

test("what is no such thing is left out, whatever a hostile runner sends", () => {
  expect(readRunDetails("[]")).toBeUndefined();
  expect(readRunDetails("12")).toBeUndefined();
  expect(readRunDetails("12 x")).toBeUndefined();
  expect(readRunDetails('{"durationMs":1,"executed":"2","attempts":{},"failures":[]}')).toBeUndefined();
  expect(readRunDetails('{"durationMs":1,"executed":1,"attempts":[],"failures":[]}')).toBeUndefined();
  const odd = '{"durationMs":1,"executed":1,"attempts":{"a":"x","__proto__":2},"failures":[null,{"node":1},"no"]}';
  const read = readRunDetails(odd);
  expect(read?.failures).toEqual([]);
  expect(read?.attempts["a"]).toBe(1);
  expect(Object.getPrototypeOf(read?.attempts)).toBe(Object.prototype);
});
