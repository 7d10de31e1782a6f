import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { packageRoot } from "../../src/package-root.ts";
import { plainEnv } from "../cli/tntc.ts";

/** A program that goes on until it is stopped, as a user would have it in a terminal. */
export type Program = AsyncDisposable & {
  pid: number;
  /** All that it has written so far, on both streams. */
  said(): string;
  /** Waits until what it has written since the last wait matches. */
  sees(what: RegExp, withinMs?: number): Promise<RegExpExecArray>;
  signal(name: NodeJS.Signals): void;
  /** How it ended: its exit code, or -1 for a signal. */
  ended: Promise<number>;
};

/** Where it runs, and what it finds in its environment besides the plain one. */
export type ProgramOptions = { cwd?: string; env?: Record<string, string> };

/** Starts `tntc` with these words; it is stopped when it is disposed of, with all that it started. */
export function program(words: string[], options: ProgramOptions = {}): Program {
  const child = spawn(`${packageRoot()}/node_modules/.bin/tntc`, words, {
    cwd: options.cwd ?? packageRoot(),
    env: { ...plainEnv(), ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  let read = 0;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
  }
  const ended = new Promise<number>((resolve) => child.once("close", (code) => resolve(code ?? -1)));
  const sees = async (what: RegExp, withinMs = 15_000) => {
    const until = performance.now() + withinMs;
    while (performance.now() < until) {
      const found = what.exec(text.slice(read));
      if (found) {
        read += found.index + found[0].length;
        return found;
      }
      await wait(5);
    }
    throw new Error(`Never said ${what}:\n${text}`);
  };
  return {
    pid: child.pid ?? 0,
    said: () => text,
    sees,
    signal: (name) => void child.kill(name),
    ended,
    [Symbol.asyncDispose]: () => stop(child, ended),
  };
}

async function stop(child: ChildProcess, ended: Promise<number>): Promise<void> {
  const below = descendants(child.pid ?? 0);
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), 5000);
  await ended;
  clearTimeout(late);
  for (const pid of below.filter(isAlive)) process.kill(pid, "SIGKILL");
}

/** Process ids of all that a process has started, and those have. Linux only, as /proc is. */
export function descendants(pid: number): number[] {
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = statOf(Number(name));
      return stat === undefined ? [] : [{ pid: Number(name), parent: stat.parent }];
    });
  const below = (of: number): number[] =>
    parents.filter((it) => it.parent === of).flatMap((it) => [it.pid, ...below(it.pid)]);
  return below(pid);
}

/** Whether a process is there and not only waiting to be buried. */
function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`) && statOf(pid)?.state !== "Z";
}

/** Those of the processes that are still there after some time; waits no longer than it takes. */
export async function lingering(pids: number[], withinMs = 5000): Promise<number[]> {
  const until = performance.now() + withinMs;
  while (pids.some(isAlive) && performance.now() < until) await wait(20);
  return pids.filter(isAlive);
}

function statOf(pid: number): { state: string; parent: number } | undefined {
  try {
    const [state = "", parent = ""] = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}
