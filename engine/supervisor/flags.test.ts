import { expect, test } from "vitest";
import { parseFlags } from "./flags.ts";

test("flags are read in both spellings, with their defaults", () => {
  const flags = parseFlags(["--workflow", "w", "--host=1.2.3.4", "--host", "127.0.0.1", "--watch", "--port=0"]);
  expect(flags).toMatchObject({ workflow: "w", host: ["1.2.3.4", "127.0.0.1"], watch: true, port: 0 });
  expect(flags).toMatchObject({ concurrency: 16, queue: 64, "max-body": 1_048_576, grace: 25 });
});

test("an unknown flag, a wrong value and a missing workflow are refused by name", () => {
  expect(() => parseFlags(["--workflow", "w", "--speed", "9"])).toThrow(/speed/);
  expect(() => parseFlags(["--workflow", "w", "--port", "many"])).toThrow(/port/);
  expect(() => parseFlags([])).toThrow(/workflow/);
});
