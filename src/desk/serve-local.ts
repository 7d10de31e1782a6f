import { relative, resolve } from "node:path";
import { aborted } from "../aborted.ts";
import { readWorkflow } from "../bundle/read-workflow.ts";
import { TentacularError } from "../errors.ts";
import { paintFor } from "../output/paint.ts";
import type { Progress } from "../output/progress.ts";
import type { Workflow } from "../workflow/workflow.ts";
import { changesIn } from "./changes-in.ts";
import { deskPackages } from "./desk-packages.ts";
import { devBanner } from "./dev-banner.ts";
import { engineLine } from "./engine-line.ts";
import { type LocalEngine, type LocalEngineOptions, startLocalEngine } from "./local-engine.ts";
import { sampleInput } from "./sample-input.ts";
import { warnMissingSecrets } from "./warn-missing-secrets.ts";

/** What to serve, and where. */
export type ServeLocalOptions = {
  /** The workflow's folder. */
  dir: string;
  /** 0 means any that is free. */
  port: number;
  /** For people, or the engine's own lines. */
  log: "text" | "json";
  progress: Progress;
  /** Ends it. */
  signal: AbortSignal;
};

/** What was served. */
export type Served = { dir: string; url: string };

/**
 * Serves a workflow until the signal says enough. A broken workflow is served, too, as soon as it is mended.
 *
 * @throws ENGINE-ENDED (failed), when the engine ends by itself; what `startLocalEngine` throws
 */
export async function serveLocal(options: ServeLocalOptions): Promise<Served> {
  const dir = resolve(options.dir);
  const { port, log, progress, signal } = options;
  const workflow = await readIfSound(dir, progress);
  const { onLine, speak } = heldBack(log === "json" ? progress.line : shownOn(progress, dir));
  const limits = workflow?.spec.deployment.limits;
  const packages = workflow && (await deskPackages(workflow));
  const engine = await startLocalEngine({ dir, port, watch: true, limits, packages, onLine, signal }).catch(
    (error: Error) => {
      speak();
      throw error;
    },
  );
  const over = new AbortController();
  try {
    if (log === "text") progress.line(await banner(workflow, engine.url));
    speak();
    if (packages !== undefined) void followPackages(dir, engine, AbortSignal.any([signal, over.signal]));
    await Promise.race([aborted(signal), engine.ended.then(endedByItself)]);
    return { dir, url: engine.url };
  } finally {
    over.abort();
    await engine.stop();
  }
}

/** What code imports decides the map, so it changes with the code. */
async function followPackages(dir: string, engine: LocalEngine, signal: AbortSignal): Promise<void> {
  let before: string | undefined;
  for await (const _ of changesIn(dir, signal)) {
    const workflow = await readWorkflow(dir).catch(() => undefined);
    const map = workflow && (await deskPackages(workflow).catch(() => undefined));
    if (map !== undefined && map !== before) await engine.remap(map);
    before = map ?? before;
  }
}

/** A workflow that is not sound yet is no reason not to serve it; one that is not there is. */
async function readIfSound(dir: string, progress: Progress): Promise<Workflow | undefined> {
  try {
    const workflow = await readWorkflow(dir);
    await warnMissingSecrets(workflow, progress);
    return workflow;
  } catch (error) {
    if (!(error instanceof TentacularError) || error.exit !== "invalid") throw error;
    progress.warn(`${error.message}${placeOf(error, dir)}; it is served as soon as it is mended`);
    return undefined;
  }
}

/** Secrets are told by a place alone: their lines are shown nowhere. */
function placeOf({ code, place }: TentacularError, dir: string): string {
  if (code !== "SECRETS-INVALID" || place === undefined) return "";
  return ` (${[relative(dir, place.file), place.line, place.column].filter((part) => part !== undefined).join(":")})`;
}

function shownOn(progress: Progress, dir: string): (line: string) => void {
  const paint = paintFor(process.stderr);
  return (line) => {
    const text = engineLine(line, { dir, paint, engine: true });
    if (text !== undefined) progress.line(text);
  };
}

/** Keeps the engine's first lines until the banner is out. */
function heldBack(line: (text: string) => void): Pick<LocalEngineOptions, "onLine"> & { speak(): void } {
  const early: string[] = [];
  let speaking = false;
  const onLine = (text: string) => (speaking ? line(text) : void early.push(text));
  const speak = () => {
    speaking = true;
    for (const text of early) line(text);
  };
  return { onLine, speak };
}

async function banner(workflow: Workflow | undefined, url: string): Promise<string> {
  if (workflow === undefined) return `Waiting on ${url} for the workflow to be mended; Ctrl-C ends it\n`;
  const sample = await sampleInput(workflow.dir, workflow.spec);
  return devBanner({ spec: workflow.spec, url, sample });
}

function endedByItself(how: string): never {
  throw new TentacularError(`The engine has ended (${how})`, {
    code: "ENGINE-ENDED",
    remedy: "Read its last lines above, and start it again",
  });
}
