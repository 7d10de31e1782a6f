import { afterAll, beforeAll, expect, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { type Ran, run } from "../cli/tntc.ts";
import { expectClusterGolden } from "./cluster-golden.ts";
import { counting } from "./counting.ts";
import { type Ground, ground } from "./ground.ts";

let at: Ground;

beforeAll(async () => {
  at = await ground();
  await at.write(counting);
  expect((await at.tntc(["deploy"])).exitCode).toBe(0);
  expect((await at.tntc(["run", "counting", "--run-id", "first"])).exitCode).toBe(0);
  const broken = ["run", "counting", "--run-id", "second", "--input", '{"fail":"no more numbers"}'];
  expect((await at.tntc(broken)).exitCode).toBe(1);
});
afterAll(() => at[Symbol.asyncDispose]());

/** Runs tntc on a pseudo-terminal, which carries stdout and stderr as one. */
async function onTerminal(...args: string[]): Promise<Ran> {
  const command = [`${packageRoot()}/node_modules/.bin/tntc`, ...args].join(" ");
  const script = ["script", "--quiet", "--return", "--command", command, "/dev/null"];
  const ran = await run(script, { cwd: at.dir, env: { ...at.env, NO_COLOR: "1", TERM: "xterm" }, timeout: 60_000 });
  return { ...ran, stdout: ran.stdout.replaceAll("\r\n", "\n") };
}

test("on a terminal lines are for eyes: time of day, level, run and node, what was said", async () => {
  const ran = await onTerminal("logs", "counting");
  // The lines of the start are the engine's own matter.
  const lines = ran.stdout.split("\n").filter((line) => /\b(first|second)\b/.test(line));
  const stdout = `${lines.join("\n").replaceAll(/^\d\d:\d\d:\d\d\.\d{3}\b/gm, "<clock>")}\n`;
  expect(lines.filter((line) => line.startsWith("{"))).toEqual([]);
  expectClusterGolden("logs-terminal", { ...ran, stdout: stdout.replaceAll(/durationMs=\d+/g, "durationMs=<ms>") }, at);
});

test("on a terminal an unknown workflow ends with the exit code of one, too", async () => {
  const ran = await onTerminal("logs", "nobody");
  expect(ran.exitCode).toBe(6);
  expect(ran.stdout).toContain("WORKFLOW-UNKNOWN");
});
