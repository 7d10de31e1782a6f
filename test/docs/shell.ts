import { spawn } from "node:child_process";

/** One shell that runs block after block, as a reader would type them: `cd` and variables last. */
export type Shell = AsyncDisposable & {
  /** @returns all that the block printed, and how it ended. */
  run(block: string): Promise<{ output: string; exitCode: number }>;
};

/** Starts a shell in `cwd`; it ends with the test, by its process id. */
export function shell(cwd: string, env: NodeJS.ProcessEnv): Shell {
  const child = spawn("bash", ["--noprofile", "--norc"], { cwd, env, stdio: ["pipe", "pipe", "pipe"], detached: true });
  let output = "";
  let settle: (() => void) | undefined;
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
    settle?.();
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));

  const run = async (block: string) => {
    const mark = `__end_${crypto.randomUUID()}__`;
    output = "";
    child.stdin.write(`{ set -e; ${"\n"}${block}\n} </dev/null 2>&1; printf '\\n%s %s\\n' ${mark} $?; set +e\n`);
    const ended = new RegExp(`\\n${mark} (\\d+)\\n`);
    const found = new Promise<void>((resolve) => {
      settle = () => (ended.test(output) ? resolve() : undefined);
    });
    await Promise.race([found, closed]);
    const exitCode = Number(ended.exec(output)?.[1] ?? 1);
    return { output: output.replace(ended, ""), exitCode };
  };

  return {
    run,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, "SIGTERM");
      await closed;
    },
  };
}
