import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The pinned Deno. */
export const deno = `${dirname(createRequire(import.meta.url).resolve("@deno/linux-x64-glibc/package.json"))}/deno`;

/** A server under measurement; ends when disposed. */
export type Program = { port: number; pid: number } & AsyncDisposable;

/** How the chart starts it. */
const asInThePod = [
  "--allow-all",
  "--v8-flags=--max-semi-space-size=1,--expose-gc",
  ...["--no-prompt", "--no-config", "--no-lock", "--no-npm", "--no-remote", "--no-code-cache"],
];

/** The engine of dist/ on the workflow in `dir`, with default logs, metrics and history. */
export async function engine(dir: string, binary = deno): Promise<Program> {
  const script = `${root}dist/engine/supervisor.js`;
  const program = await started(["run", ...asInThePod, script, "--workflow", dir, "--port", "0"], {
    binary,
    ready: /"listening","port":(\d+)/,
    env: { MALLOC_ARENA_MAX: "1", MALLOC_MMAP_THRESHOLD_: "131072" },
  });
  while (!(await fetch(`http://127.0.0.1:${program.port}/ready`)).ok) await new Promise((next) => setTimeout(next, 20));
  return program;
}

/** The yardstick: a bare `Deno.serve` that parses JSON and answers it. */
export function echo(binary = deno): Promise<Program> {
  const file = fileURLToPath(new URL("./echo.js", import.meta.url));
  return started(["run", "--allow-net", "--no-config", "--no-lock", file], {
    binary,
    ready: /listening (\d+)/,
    env: {},
  });
}

type Start = { binary: string; ready: RegExp; env: Record<string, string> };

/** Two processes that pass requests between them and do nothing else: the ceiling of an engine that is two. */
export function relay(): Promise<Program> {
  const file = fileURLToPath(new URL("./relay.js", import.meta.url));
  const args = ["run", "--allow-all", "--no-config", "--no-lock", file];
  return started(args, { binary: deno, ready: /listening (\d+)/, env: {} });
}

async function started(args: string[], { binary, ready, env }: Start): Promise<Program> {
  const whole = { ...process.env, NO_COLOR: "1", ...env };
  const child = spawn(binary, args, { stdio: ["ignore", "pipe", "inherit"], env: whole });
  const stop = async () => {
    if (child.exitCode !== null) return;
    child.kill("SIGTERM");
    await new Promise((resolve) => child.once("exit", resolve));
  };
  const port = await portOf(child, ready).catch(async (error) => {
    await stop();
    throw error;
  });
  return { port, pid: child.pid ?? 0, [Symbol.asyncDispose]: stop };
}

function portOf(child: ChildProcess, ready: RegExp): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.once("exit", (code) => reject(new Error(`Ended with ${code}: ${text}`)));
    const onData = (chunk: Buffer) => {
      text += chunk;
      const port = ready.exec(text)?.[1];
      if (port === undefined) return;
      // From here on the log is only drained: reading it must not slow down who measures.
      child.stdout?.off("data", onData).resume();
      resolve(Number(port));
    };
    child.stdout?.on("data", onData);
  });
}
