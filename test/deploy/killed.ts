import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { packageRoot } from "../../src/package-root.ts";
import { plainEnv } from "../cli/tntc.ts";

/** When a program dies, and with whom. */
export type Death = {
  /** What it has just said on stderr, or what has just become true. */
  after: RegExp | (() => Promise<boolean>);
  /** Take the programs that it has started along, such as Helm. @default false */
  withChildren?: boolean;
};

/** Starts tntc and kills it (-9) at one point. Tells what it had said. @throws when the point never came. */
export async function killed(args: string[], { env, cwd }: { env: Record<string, string>; cwd: string }, death: Death) {
  const program = `${packageRoot()}/node_modules/.bin/tntc`;
  const child = spawn(program, args, { cwd, env: { ...plainEnv(), ...env }, detached: true });
  const said = { stderr: "" };
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said.stderr += text;
  });
  const ended = once(child, "close");
  await reached(death, child, said);
  if (child.pid && child.exitCode === null) process.kill(death.withChildren ? -child.pid : child.pid, "SIGKILL");
  await ended;
  return { stderr: said.stderr, signal: child.signalCode };
}

async function reached({ after }: Death, child: ChildProcess, said: { stderr: string }): Promise<void> {
  const isTrue = typeof after === "function" ? after : async () => after.test(said.stderr);
  while (!(await isTrue())) {
    if (child.exitCode !== null) throw new Error(`It ended before it could be killed:\n${said.stderr}`);
    await sleep(2);
  }
}
