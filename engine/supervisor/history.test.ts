import { expect, test } from "vitest";
import { History } from "./history.ts";
import { RunRecord } from "./run-record.ts";

function ended(history: History, id: string, bytes = 10): RunRecord {
  const run = new RunRecord({ id, trigger: "manual", input: "" });
  history.add(run);
  run.finish({ success: true, result: "x".repeat(bytes) });
  history.settle(run);
  return run;
}

test("the newest runs are remembered, newest first; those that run are always kept", () => {
  const history = new History({ count: 2, bytes: 1_000_000 });
  history.add(new RunRecord({ id: "running", trigger: "manual", input: "" }));
  for (const id of ["a", "b", "c"]) ended(history, id);
  expect(history.list().map(({ id }) => id)).toEqual(["c", "b", "running"]);
});

test("the bytes are bounded too, and the newest run is kept whatever its size", () => {
  const history = new History({ count: 1000, bytes: 10_000 });
  for (let index = 0; index < 50; index++) ended(history, `r${index}`, 4000);
  expect(history.list()).toHaveLength(2);
  ended(history, "huge", 1_000_000);
  expect(history.list().map(({ id }) => id)).toEqual(["huge"]);
});

test("a run gets one result; the second is refused", async () => {
  const run = new RunRecord({ id: "x", trigger: "manual", input: "" });
  const waiting = run.finished;
  expect(run.finish({ success: true, result: "1" })).toBe(true);
  expect(run.finish({ success: false, result: "2" })).toBe(false);
  expect([(await waiting).result, (await run.finished).result]).toEqual(["1", "1"]);
});
