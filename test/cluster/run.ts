import { type ChildProcess, spawn } from "node:child_process";
import { TentacularError } from "../../src/errors.ts";

/** How a program is run. */
export type RunOptions = {
  input?: string;
  cwd?: string;
  /** Replaces the whole environment. @default the environment of this process */
  env?: NodeJS.ProcessEnv;
  /** Return what was printed whatever the exit code. @default false */
  tolerant?: boolean;
};

const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/**
 * Runs a program to its end, which is at the latest our own, and returns what it printed on stdout.
 *
 * @throws {TentacularError} `PROGRAM-FAILED` with the end of stderr, or `PROGRAM-MISSING`.
 */
export async function run(command: readonly string[], options: RunOptions = {}): Promise<string> {
  const [program = "", ...args] = command;
  const child = spawn(program, args, { cwd: options.cwd, env: options.env ?? process.env, stdio: "pipe" });
  running.add(child);
  child.once("close", () => running.delete(child));
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on("data", (bytes: Buffer) => out.push(bytes));
  child.stderr.on("data", (bytes: Buffer) => err.push(bytes));
  child.stdin.on("error", () => {}).end(options.input ?? "");
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", (cause) => reject(missing(program, cause)));
    child.on("close", resolve);
  });
  if (code === 0 || options.tolerant) return Buffer.concat(out).toString();
  throw failed(command, code, Buffer.concat(err).toString().trim() || Buffer.concat(out).toString().trim());
}

function missing(program: string, cause: Error): TentacularError {
  return new TentacularError(`Program "${program}" cannot be started: ${cause.message}`, {
    code: "PROGRAM-MISSING",
    exit: "preflight",
    remedy: `Install "${program}"`,
    cause,
  });
}

function failed(command: readonly string[], code: number | null, stderr: string): TentacularError {
  return new TentacularError(`"${command.join(" ").slice(0, 300)}" ended with ${code}: ${stderr.slice(-1500)}`, {
    code: "PROGRAM-FAILED",
    remedy: "Read what the program said above",
  });
}
