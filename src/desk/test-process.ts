import { type ChildProcessByStdio, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { z } from "zod";
import { TentacularError } from "../errors.ts";
import { findDeno } from "../find-deno.ts";
import { packageRoot } from "../package-root.ts";
import { type CaseOutcome, caseOutcome } from "./case-outcome.ts";
import { Deadline } from "./deadline.ts";
import type { TestCase } from "./test-case.ts";

/** How the cases are run. */
export type TestProcessOptions = {
  /** The workflow's folder, absolute. */
  dir: string;
  /** For each case, in milliseconds. */
  timeoutMs: number;
  /** Import map of the packages that node code may load. @default it loads none */
  packages?: string | undefined;
  /** Hosts that node code may reach; `true` for all, `[]` for none. */
  net: true | string[];
  signal: AbortSignal;
};

const message = z.discriminatedUnion("event", [
  z.object({ event: z.literal("started"), id: z.string() }),
  caseOutcome.extend({ event: z.literal("finished"), id: z.string() }),
]);

/** How long the engine may take to start and to load the nodes. */
const startMs = 15_000;
/** The engine ends a case that is late by itself; one that hinders it is ended from outside, this much later. */
const graceMs = 500;

/**
 * Runs cases one after the other in a Deno process that may do nothing but read the workflow.
 * A case that never ends, or that ends the process, costs only itself: the rest continues in a new process.
 */
export async function runCases(cases: TestCase[], options: TestProcessOptions): Promise<CaseOutcome[]> {
  const outcomes: CaseOutcome[] = [];
  while (outcomes.length < cases.length && !options.signal.aborted) {
    outcomes.push(...(await runInOneProcess(cases.slice(outcomes.length), options)));
  }
  return outcomes;
}

/** At least one outcome; the last may be that the process ended before the case did. */
async function runInOneProcess(cases: TestCase[], options: TestProcessOptions): Promise<CaseOutcome[]> {
  const engine = start(cases, options);
  const outcomes: CaseOutcome[] = [];
  let startedAt: number | undefined;
  let late = false;
  const deadline = new Deadline(() => {
    late = true;
    engine.kill("SIGKILL");
  });
  deadline.reset(startMs);
  const noise = keepTail(engine.stderr);
  const ended = new Promise<string>((resolve) => engine.once("close", (code, by) => resolve(by ?? `exit ${code}`)));
  for await (const line of createInterface({ input: engine.stdout })) {
    const said = message.parse(JSON.parse(line));
    if (said.event === "finished") outcomes.push(said);
    else startedAt = performance.now();
    deadline.reset(said.event === "finished" ? startMs : options.timeoutMs + graceMs);
  }
  const how = await ended;
  deadline.clear();
  if (outcomes.length === cases.length) return outcomes;
  if (startedAt === undefined && !options.signal.aborted) throw notStarted(how, noise());
  const why = late ? `Did not end within ${options.timeoutMs} ms` : `The process ended before the node did (${how})`;
  return [...outcomes, lost(why, performance.now() - (startedAt ?? performance.now()), noise())];
}

/** A test that allocates without end ends itself, long before it slows down the machine. */
const heap = "--v8-flags=--max-old-space-size=1024";
/** Nodes import only types from "tentacular"; at run time it is an empty module. */
const noPackages = '{"imports":{"tentacular":"data:text/javascript,export{}"}}';

type Engine = ChildProcessByStdio<Writable, Readable, Readable>;

function start(cases: TestCase[], { dir, timeoutMs, net, packages, signal }: TestProcessOptions): Engine {
  const script = join(packageRoot(), "dist", "engine", "testing.js");
  const network = net === true ? ["--allow-net"] : net.length > 0 ? [`--allow-net=${net.join(",")}`] : [];
  const limits = [
    "--no-prompt",
    "--no-config",
    ...(packages === undefined ? ["--no-npm", "--no-remote"] : []),
    "--no-lock",
    heap,
    `--import-map=data:application/json,${encodeURIComponent(packages ?? noPackages)}`,
  ];
  const engine = spawn(findDeno(), ["run", ...limits, `--allow-read=${dir}`, ...network, script], {
    cwd: dir,
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1" },
    signal,
    killSignal: "SIGKILL",
  });
  engine.on("error", () => {});
  engine.stdin.on("error", () => {});
  const asked = cases.map(({ node, given }, at) => ({ id: String(at), node, ...given }));
  engine.stdin.end(`${JSON.stringify({ workflow: dir, timeoutMs, cases: asked })}\n`);
  return engine;
}

/** The last lines of a stream, for when they are all that is left to explain an end. */
function keepTail(stream: Readable): () => string[] {
  const lines: string[] = [];
  createInterface({ input: stream }).on("line", (line) => {
    lines.push(line);
    if (lines.length > 20) lines.shift();
  });
  return () => lines;
}

function notStarted(how: string, said: string[]): TentacularError {
  return new TentacularError(`The tests could not be started (${how})`, {
    code: "TEST-START",
    exit: "internal",
    remedy: said.join("\n  ") || "Run it again with --debug, and please report what it says",
  });
}

function lost(why: string, durationMs: number, logs: string[]): CaseOutcome {
  return { success: false, error: { message: why }, durationMs, uses: [], logs };
}
