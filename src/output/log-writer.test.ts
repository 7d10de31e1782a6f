import { expect, test } from "vitest";
import { logRecord } from "../cluster/logs/log-record.ts";
import { logWriter } from "./log-writer.ts";

const json = '{"ts":"2026-01-01T09:00:00.123Z","level":"info","run":"r1","node":"a","msg":"hi","n":1}';

test("for eyes: time, level, who, what, the rest", () => {
  const write = logWriter({ readable: true, namesPods: false });
  expect(write(logRecord("p", json))).toBe("09:00:00.123 INFO  r1/a hi n=1");
  expect(write(logRecord("p", "Deno says something"))).toBe("Deno says something");
});

test("for programs: the engine's own line, and JSON for whatever is not", () => {
  const write = logWriter({ readable: false, namesPods: false });
  expect(write(logRecord("p", json))).toBe(json);
  expect(write(logRecord("p", "plain"))).toBe('{"message":"plain"}');
});

test("with several pods each line names its pod", () => {
  expect(logWriter({ readable: true, namesPods: true })(logRecord("p", "plain"))).toBe("[p] plain");
  const line: unknown = JSON.parse(logWriter({ readable: false, namesPods: true })(logRecord("p", json)));
  expect(line).toMatchObject({ pod: "p", msg: "hi" });
});
