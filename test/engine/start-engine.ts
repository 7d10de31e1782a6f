import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { findDeno } from "../../src/find-deno.ts";
import { packageRoot } from "../../src/package-root.ts";
import type { ExecutionResult } from "../../src/workflow/execution-result.ts";
import { tellOnFailure } from "../tell-on-failure.ts";

/** A line of the engine's log. */
export type LogLine = { event?: string; level?: string; msg?: string; run?: string; node?: string; at?: string };

/** An answer, parsed. */
export type Answer<T> = { status: number; headers: Headers; body: T };

/** The built engine at work on a folder; it ends with the test. */
export class TestEngine {
  readonly child: ChildProcess;
  url = "";
  readonly lines: string[] = [];
  readonly ended: Promise<number | null>;

  constructor(child: ChildProcess) {
    this.child = child;
    this.ended = once(child, "close").then(([code]) => code);
  }

  /** The log so far; lines that are not JSON are left out. */
  get log(): LogLine[] {
    return this.lines.flatMap((line) => (line.startsWith("{") ? [JSON.parse(line)] : []));
  }

  /** Process ids of its runners that live. */
  get runners(): string[] {
    const { pid } = this.child;
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(isRunner);
  }

  run(input: unknown, headers: Record<string, string> = {}): Promise<Answer<ExecutionResult>> {
    return this.ask("/run", { method: "POST", body: JSON.stringify(input), headers });
  }

  async ask<T = Record<string, unknown>>(path: string, init: RequestInit = {}): Promise<Answer<T>> {
    const response = await fetch(`${this.url}${path}`, init);
    const text = await response.text();
    const body = text.startsWith("{") ? JSON.parse(text) : text;
    return { status: response.status, headers: response.headers, body };
  }

  /** Waits until a line like this is in the log. */
  async logged(wanted: Partial<LogLine>, withinMs = 10_000): Promise<LogLine> {
    const until = Date.now() + withinMs;
    const matches = (line: LogLine) =>
      Object.entries(wanted).every(([key, value]) => line[key as keyof LogLine] === value);
    for (;;) {
      const found = this.log.find(matches);
      if (found) return found;
      if (Date.now() > until) throw new Error(`No ${JSON.stringify(wanted)} in:\n${this.lines.join("\n")}`);
      await wait(10);
    }
  }

  async ready(): Promise<this> {
    const until = Date.now() + 20_000;
    while ((await fetch(`${this.url}/ready`)).status !== 200) {
      if (Date.now() > until) throw new Error(this.lines.join("\n"));
      await wait(10);
    }
    return this;
  }
}

let built = false;

/** The supervisor has another child at times: the one that reads the workflow. */
function isRunner(pid: string): boolean {
  try {
    return pid !== "" && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("/runner.js");
  } catch {
    return false;
  }
}

/** Starts `dist/engine/supervisor.js`, or another `program`, on the folder and waits until it listens. */
export async function startEngine(
  dir: string,
  flags: string[] = [],
  {
    program = join(packageRoot(), "dist/engine/supervisor.js"),
    env = {},
  }: { program?: string; env?: Record<string, string> } = {},
): Promise<TestEngine> {
  build();
  const port = flags.includes("--port") ? [] : ["--port", "0"];
  const v8 = "--v8-flags=--max-semi-space-size=1,--expose-gc";
  const deno = ["run", "--allow-all", v8, "--no-config", "--no-lock", "--no-prompt", program];
  const child = spawn(findDeno(), [...deno, "--workflow", dir, ...port, ...flags], {
    env: { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "", DENO_NO_UPDATE_CHECK: "1", ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const engine = new TestEngine(child);
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await engine.ended;
  });
  tellOnFailure("The engine", () => engine.lines.join("\n"));
  collect(child, engine.lines);
  const listening = await Promise.race([engine.logged({ event: "listening" }), engine.ended]);
  if (listening && typeof listening === "object" && "port" in listening)
    engine.url = `http://127.0.0.1:${listening.port}`;
  return engine;
}

/** Starts it and waits until it is ready. */
export async function readyEngine(dir: string, flags: string[] = []): Promise<TestEngine> {
  return await (await startEngine(dir, flags)).ready();
}

function build(): void {
  if (built) return;
  execFileSync(process.execPath, ["scripts/build.ts", "--if-stale"], { cwd: packageRoot(), stdio: "inherit" });
  built = true;
}

function collect(child: ChildProcess, lines: string[]): void {
  for (const stream of [child.stdout, child.stderr]) {
    let rest = "";
    stream?.setEncoding("utf8").on("data", (text: string) => {
      const parts = `${rest}${text}`.split("\n");
      rest = parts.pop() ?? "";
      lines.push(...parts);
    });
  }
}
