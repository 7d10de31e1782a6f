import { type ChildProcessByStdio, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { aborted } from "../aborted.ts";
import { TentacularError } from "../errors.ts";
import { findDeno } from "../find-deno.ts";
import { packageRoot } from "../package-root.ts";
import type { WorkflowSpec } from "../workflow/spec.ts";
import { type PortLine, portLine } from "./port-line.ts";

/** How the engine is started at the desk. */
export type LocalEngineOptions = {
  /** The workflow's folder, absolute. */
  dir: string;
  /** 0 means any that is free, chosen by the engine. @default 0 */
  port?: number;
  /** Reload on change, and go on when the workflow is broken. @default false */
  watch?: boolean;
  /** How much it takes on, as a pod would. @default the engine's own */
  limits?: WorkflowSpec["deployment"]["limits"] | undefined;
  /** Import map of the packages that it may load from Deno's own registries. @default it loads none */
  packages?: string | undefined;
  /** Gets each line that the engine writes: JSON, also for what nodes write. */
  onLine: (line: string) => void;
  signal: AbortSignal;
};

/** A running engine. It ends with its `stop`, and also when this process does, however that ends. */
export type LocalEngine = {
  url: string;
  /** Fulfilled when the engine has ended, with how it did, e.g. `exit code 1`. */
  ended: Promise<string>;
  /** Changes the import map of its packages. */
  remap(packages: string): Promise<void>;
  stop(): Promise<void>;
};

/** How long runs in flight may go on when the engine is asked to end; it ends their nodes itself then. */
const graceSeconds = 1;
/** The engine ends by itself; if it does not, this much after it was asked to. */
const endMs = 4000;
const startMs = 20_000;

/**
 * Starts the engine, the same program as in the cluster, on 127.0.0.1, and waits until it listens.
 *
 * @throws DENO-MISSING, PORT-TAKEN, PORT-FORBIDDEN (preflight); ENGINE-START (failed)
 */
export async function startLocalEngine(options: LocalEngineOptions): Promise<LocalEngine> {
  const deno = findDeno();
  const map = options.packages === undefined ? undefined : await mapFile(options.packages);
  const child = spawn(deno, engineArguments({ ...options, map }), {
    cwd: options.dir,
    stdio: ["pipe", "pipe", "pipe"],
    // In a group of its own, so that Ctrl-C reaches us alone and we end it in order.
    detached: true,
    env: { ...process.env, DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1" },
  });
  child.stdin.on("error", () => {});
  const handle = handleOf(child, map);
  const port = await portOf(handle, firstWords(child, options.onLine), options.signal);
  return { ...handle, url: `http://127.0.0.1:${port}` };
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** A file of its own, for the folder is the author's. */
async function mapFile(text: string): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), "tentacular-packages-")), "import_map.json");
  await writeFile(file, text);
  return file;
}

type EngineArguments = Pick<LocalEngineOptions, "dir" | "port" | "watch" | "limits"> & { map: string | undefined };

function engineArguments({ dir, port = 0, watch, limits, map }: EngineArguments): string[] {
  const script = join(packageRoot(), "dist", "engine", "supervisor.js");
  // The supervisor starts node code with the permissions of the contract; it runs none itself.
  const deno = ["run", "--allow-all", "--no-config", "--no-lock", "--no-prompt", "--no-npm", "--no-remote", script];
  const where = ["--workflow", dir, "--host", "127.0.0.1", "--port", String(port)];
  return [
    ...deno,
    ...where,
    "--grace",
    String(graceSeconds),
    "--parent-stdin",
    ...(watch ? ["--watch"] : []),
    ...(map === undefined ? [] : packageArguments(map)),
    ...limitArguments(limits),
  ];
}

/** Registries that this machine is set to, as npm and Deno take them from the environment. */
function packageArguments(map: string): string[] {
  const { NPM_CONFIG_REGISTRY: npm, JSR_URL: jsr } = process.env;
  return [
    ...["--packages", "--import-map", map],
    ...(npm ? ["--npm-registry", npm] : []),
    ...(jsr ? ["--jsr-registry", jsr] : []),
  ];
}

function limitArguments({ concurrency, queue, maxBody }: NonNullable<LocalEngineOptions["limits"]> = {}): string[] {
  const flags = { concurrency, queue, "max-body": maxBody };
  return Object.entries(flags).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, String(value)]));
}

/** An engine, listening or not. */
type Handle = Omit<LocalEngine, "url">;

function handleOf(child: Child, map: string | undefined): Handle {
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  const stop = async () => {
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), endMs);
    await ended;
    clearTimeout(late);
    // An engine that did not end in order leaves its runner, which may be in a loop and hear of nothing.
    endGroup(child);
    if (map !== undefined) await rm(dirname(map), { recursive: true, force: true });
  };
  const remap = async (text: string) => {
    if (map !== undefined) await writeFile(map, text);
  };
  return { ended, stop, remap };
}

function endGroup({ pid }: Child): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // The common case: nobody is left.
  }
}

/** What an engine says until it listens. */
type FirstWords = { lines: string[]; port: Promise<PortLine> };

/** Its own word for the port: another program may take one between a look from here and its start. */
function firstWords(child: Child, onLine: (line: string) => void): FirstWords {
  const lines: string[] = [];
  const port = Promise.withResolvers<PortLine>();
  let heard: PortLine | undefined;
  const hear = (line: string) => {
    if (lines.length < 20) lines.push(line);
    heard ??= portLine(line);
    if (heard) port.resolve(heard);
    onLine(line);
  };
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on("line", hear);
  return { lines, port: port.promise };
}

async function portOf(engine: Handle, { lines, port }: FirstWords, signal: AbortSignal): Promise<number> {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(startMs)]);
  const outcome = await Promise.race([port, engine.ended, aborted(patience)]);
  if (typeof outcome === "object" && outcome.event === "listening") return outcome.port;
  await engine.stop();
  if (typeof outcome === "object") throw notListening(outcome);
  throw notStarted(outcome ?? (signal.aborted ? "interrupted" : `no word within ${startMs / 1000} s`), lines);
}

function notListening({ code, msg, remedy }: Extract<PortLine, { event: "not-listening" }>): TentacularError {
  return new TentacularError(msg, { code, remedy, exit: "preflight" });
}

function notStarted(why: string, lines: string[]): TentacularError {
  return new TentacularError(`The engine did not start (${why})`, {
    code: "ENGINE-START",
    exit: why === "interrupted" ? "interrupted" : "failed",
    remedy: 'Read what it said above, and run "tntc validate" to see whether the workflow is sound',
    result: { log: lines },
  });
}
