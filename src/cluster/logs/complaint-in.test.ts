import { expect, test } from "vitest";
import { complaintIn } from "./complaint-in.ts";

const broken = '{"event":"not-loadable","msg":"Odd","file":"nodes/a.ts","line":2,"column":7,"remedy":"Mend the file"}';

test("the last complaint of an engine has its place and its remedy", () => {
  const lines = ['{"event":"modules-awaited","msg":"Waiting"}', broken, "error: Uncaught", '{"event":"ended"}'];
  expect(complaintIn(lines)).toEqual({
    message: "Odd",
    remedy: "Mend the file",
    place: { file: "nodes/a.ts", line: 2, column: 7 },
  });
});

test("a complaint without a file has no place", () => {
  expect(complaintIn(['{"event":"modules-awaited","msg":"Waiting"}'])).toEqual({ message: "Waiting" });
});

test("a log without a complaint says nothing, and a place that is none is left out", () => {
  expect(complaintIn(['{"event":"listening","port":8080}', "not-loadable"])).toBeUndefined();
  expect(complaintIn(['{"event":"not-loadable","msg":"Odd","file":"a.ts","line":"two"}'])).toEqual({ message: "Odd" });
});
