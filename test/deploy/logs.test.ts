import { spawn } from "node:child_process";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { plainEnv, type Ran, run } from "../cli/tntc.ts";
import { expectClusterGolden } from "./cluster-golden.ts";
import { counting } from "./counting.ts";
import { type Ground, ground } from "./ground.ts";

let at: Ground;

beforeAll(async () => {
  at = await ground();
  await at.write(counting);
  expect((await at.tntc(["deploy"])).exitCode).toBe(0);
  expect((await at.tntc(["run", "counting", "--run-id", "first"])).exitCode).toBe(0);
});
afterAll(() => at[Symbol.asyncDispose]());

/** Starts `tntc logs -f` and gathers what it says. */
function follow(...args: string[]) {
  const said = { text: "" };
  const child = spawn(`${packageRoot()}/node_modules/.bin/tntc`, ["logs", "counting", "-f", ...args], {
    env: { ...plainEnv(), ...at.env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said.text += text;
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  onTestFinished(() => void child.kill("SIGKILL"));
  return { said, ended, stop: () => child.kill("SIGINT") };
}

/** Runs tntc on a pseudo-terminal, which carries stdout and stderr as one. */
async function onTerminal(...args: string[]): Promise<Ran> {
  const command = [`${packageRoot()}/node_modules/.bin/tntc`, ...args].join(" ");
  const script = ["script", "--quiet", "--return", "--command", command, "/dev/null"];
  const ran = await run(script, { cwd: at.dir, env: { ...at.env, NO_COLOR: "1", TERM: "xterm" }, timeout: 60_000 });
  return { ...ran, stdout: ran.stdout.replaceAll("\r\n", "\n") };
}

test("in a pipe every line is a JSON object as the engine wrote it", async () => {
  const { stdout, exitCode } = await at.tntc(["logs", "counting"]);
  expect(exitCode).toBe(0);
  const lines = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines).toContainEqual(expect.objectContaining({ run: "first", node: "count", msg: "counted 1" }));
});

test("what a run left in the log, in text and for programs", async () => {
  // The lines of the start are the engine's own matter.
  const text = await at.tntc(["logs", "counting"]);
  const lines = text.stdout.split("\n").filter((line) => line.includes('"run":"first"'));
  expectClusterGolden("logs", { ...text, stdout: `${lines.join("\n")}\n` }, at);
  const json = await at.tntc(["logs", "counting", "-o", "json"]);
  const envelope: { result: { fields?: { run?: string } }[] } = JSON.parse(json.stdout);
  const result = envelope.result.filter(({ fields }) => fields?.run === "first");
  expectClusterGolden(
    "logs-json",
    { ...json, stdout: JSON.stringify({ ...envelope, summary: "<lines>", result }) },
    at,
  );
});

test("for programs the lines are the result, with their pod", async () => {
  const { stdout } = await at.tntc(["logs", "counting", "-o", "json"]);
  const { result, summary } = JSON.parse(stdout);
  expect(summary).toMatch(/^\d+ lines of 1 pod$/);
  expect(result).toContainEqual({
    pod: expect.stringMatching(/^counting-/),
    text: expect.stringContaining("counted 1"),
    fields: expect.objectContaining({ run: "first" }),
  });
});

test("on a terminal lines are for eyes: time of day, level, run and node, what was said", async () => {
  const broken = ["run", "counting", "--run-id", "second", "--input", '{"fail":"no more numbers"}'];
  expect((await at.tntc(broken)).exitCode).toBe(1);
  const ran = await onTerminal("logs", "counting");
  // The lines of the start are the engine's own matter.
  const lines = ran.stdout.split("\n").filter((line) => /\b(first|second)\b/.test(line));
  const stdout = `${lines.join("\n").replaceAll(/^\d\d:\d\d:\d\d\.\d{3}\b/gm, "<clock>")}\n`;
  expect(lines.filter((line) => line.startsWith("{"))).toEqual([]);
  expectClusterGolden("logs-terminal", { ...ran, stdout: stdout.replaceAll(/durationMs=\d+/g, "durationMs=<ms>") }, at);
});

test("--tail and --since bound what is shown", async () => {
  expect((await at.tntc(["logs", "counting", "--tail", "1"])).stdout.trim().split("\n")).toHaveLength(1);
  expect((await at.tntc(["logs", "counting", "--tail", "0"])).stdout).toBe("");
  const all = (await at.tntc(["logs", "counting", "--since", "1h"])).stdout;
  expect(all).toContain("listening");
});

test("-f follows, also pods that come later, and ends quietly on Ctrl-C", async () => {
  const { said, ended, stop } = follow("--tail", "1");
  await expect.poll(() => said.text, { timeout: 20_000 }).not.toBe("");
  await at.tntc(["run", "counting", "--run-id", "followed"]);
  await expect.poll(() => said.text, { timeout: 20_000 }).toContain('"followed"');
  await at.cluster.kubectl("-n", at.namespace, "scale", "deployment/counting", "--replicas=2");
  await expect.poll(() => said.text, { timeout: 60_000 }).toMatch(/^\{"pod":"counting-[^"]+",.*"event":"listening"/m);
  stop();
  expect(await ended).toBe(0);
  const starts = said.text.split("\n").filter((line) => line.includes('"event":"listening"'));
  expect(starts, "no line is shown twice").toHaveLength(1);
});

test("with several pods each line names its pod", async () => {
  const { stdout } = await at.tntc(["logs", "counting", "--tail", "1"]);
  const pods = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).pod);
  expect(new Set(pods).size).toBe(2);
});

test("--follow cannot be one JSON document", async () => {
  expectClusterGolden("logs-follow-json", await at.tntc(["logs", "counting", "-f", "-o", "json"]), at);
});

test("an unknown workflow is not found", async () => {
  expectClusterGolden("logs-unknown", await at.tntc(["logs", "nobody"]), at);
  expectClusterGolden("logs-unknown-json", await at.tntc(["logs", "nobody", "-o", "json"]), at);
});

test("on a terminal an unknown workflow ends with the exit code of one, too", async () => {
  const ran = await onTerminal("logs", "nobody");
  expect(ran.exitCode).toBe(6);
  expect(ran.stdout).toContain("WORKFLOW-UNKNOWN");
});
