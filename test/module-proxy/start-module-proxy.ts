import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "../free-port.ts";

/** A module proxy that runs on this machine and ends when it is disposed of. */
export type ModuleProxy = AsyncDisposable & { url: string /** Where it keeps what it has built. */; workDir: string };

/** How a module proxy is started. */
export type ModuleProxyOptions = {
  /** Keys of its config.json besides port and workDir. */
  config?: object;
  /** Keeps what it has built, for one after it. @default a new folder that goes with it */
  workDir?: string;
  /** @default a free one */
  port?: number;
  /** Whether the program that CommonJS packages need is in place; else it is looked for on GitHub. @default true */
  lexer?: boolean;
};

/**
 * Starts the stand-in for esm.sh's server on a free port of 127.0.0.1.
 *
 * @example
 * await using proxy = await startModuleProxy({ config: { npmRegistry: "http://127.0.0.1:4873/" } });
 * await fetch(`${proxy.url}/zod@3.25.76?target=denonext`);
 */
export async function startModuleProxy(options: ModuleProxyOptions = {}): Promise<ModuleProxy> {
  const home = await mkdtemp(join(tmpdir(), "tntc-module-proxy-"));
  const workDir = options.workDir ?? join(home, "data");
  if (options.lexer !== false) await placeLexer(workDir);
  const port = options.port ?? (await freePort());
  const file = join(home, "config.json");
  await writeFile(file, JSON.stringify({ ...options.config, port, workDir }));
  const child = spawn(process.execPath, [program, "--config", file], {
    env: { ...process.env, ESMDIR: "" },
    stdio: "pipe",
  });
  const end = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, "close");
      child.kill();
      await ended;
    }
    await rm(home, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilReady(url, child);
  } catch (error) {
    await end();
    throw error;
  }
  return { url, workDir, [Symbol.asyncDispose]: end };
}

const program = fileURLToPath(new URL("stand-in/main.ts", import.meta.url));

/** Its content is never read here: only the real server runs it. */
async function placeLexer(workDir: string): Promise<void> {
  await mkdir(join(workDir, "bin"), { recursive: true });
  await writeFile(join(workDir, "bin/cjs-module-lexer-1.0.8"), "");
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (bytes: Buffer) => said.push(bytes.toString()));
  const deadline = Date.now() + 15_000;
  while (
    !(await fetch(`${url}/status.json`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null || Date.now() > deadline)
      throw new Error(`The module proxy did not start:\n${said.join("")}`);
    await sleep(30);
  }
}
