import { spawn } from "node:child_process";
import { packageRoot } from "../../src/package-root.ts";

/** What is typed once a question is on standard output. */
export type Typed = { at: RegExp; keys: string };

/** How a program is started in a test. */
export type RunOptions = {
  /** @default the checkout's root */
  cwd?: string;
  /** Added to a plain environment, in which no user's settings, colours or kubeconfig are. */
  env?: Record<string, string>;
  /** Standard input. @default closed at once */
  input?: string;
  /** Instead of it; standard input stays open then. */
  typed?: Typed | undefined;
  /** Milliseconds until it is killed. @default 60000 */
  timeout?: number;
};

/** All that a program said, and how it ended: its exit code, or -1 when a signal ended it. */
export type Ran = { stdout: string; stderr: string; exitCode: number };

/** Runs the built program as a user would. */
export function tntc(args: string[], options: RunOptions = {}): Promise<Ran> {
  return run([`${packageRoot()}/node_modules/.bin/tntc`, ...args], options);
}

/** Runs any program in the same plain surroundings. */
export function run([program = "", ...args]: string[], options: RunOptions = {}): Promise<Ran> {
  const { cwd = packageRoot(), env = {}, input = "", timeout = 60_000 } = options;
  let { typed } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: { ...plainEnv(), ...env }, timeout, killSignal: "SIGKILL" });
    const said = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (text: string) => {
        said[name] += text;
      });
    }
    // A program that does not read its input may be gone before all of it is written.
    child.stdin.on("error", () => {});
    if (!typed) child.stdin.end(input);
    // What is typed before anybody asks would be echoed out of its place.
    child.stdout.on("data", () => {
      if (!typed?.at.test(said.stdout)) return;
      child.stdin.write(typed.keys);
      typed = undefined;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ ...said, exitCode: code ?? -1 }));
  });
}

/** What programs need of the machine's environment, and what spares it work; the rest would make tests differ. */
export function plainEnv(): Record<string, string> {
  const kept = ["PATH", "HOME", "TMPDIR", "LANG", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR", "GOGC"];
  const known = kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []));
  return Object.fromEntries(known);
}
