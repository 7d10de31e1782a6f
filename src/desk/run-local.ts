import { resolve } from "node:path";
import { askHttp } from "../ask-http.ts";
import { readWorkflow } from "../bundle/read-workflow.ts";
import { TentacularError } from "../errors.ts";
import { paintFor } from "../output/paint.ts";
import type { Progress } from "../output/progress.ts";
import { type ExecutionResult, executionResult } from "../workflow/execution-result.ts";
import { runRecord } from "../workflow/run-record.ts";
import { deskPackages } from "./desk-packages.ts";
import type { JsonValue } from "./differences.ts";
import { engineLine } from "./engine-line.ts";
import { startLocalEngine } from "./local-engine.ts";
import { postRun } from "./post-run.ts";
import { warnMissingSecrets } from "./warn-missing-secrets.ts";

/** One run at the desk. */
export type RunLocalOptions = {
  /** The workflow's folder. */
  dir: string;
  input: JsonValue;
  /** For the run as a whole, without the start of the engine. */
  timeoutMs: number;
  /** Gets what the nodes log, and which secrets are missing. */
  progress: Pick<Progress, "line" | "warn">;
  signal: AbortSignal;
};

/**
 * Runs a workflow once, by the engine of the cluster and with the same permissions, and stops the engine.
 * A failed run is returned, not thrown.
 *
 * @throws RUN-TIMEOUT (timeout); RUN-REFUSED (failed); what `readWorkflow`, `warnMissingSecrets` and
 * `startLocalEngine` throw
 */
export async function runLocal(options: RunLocalOptions): Promise<ExecutionResult> {
  const dir = resolve(options.dir);
  const workflow = await readWorkflow(dir);
  await warnMissingSecrets(workflow, options.progress);
  const engine = await startLocalEngine({
    dir,
    limits: workflow.spec.deployment.limits,
    packages: await deskPackages(workflow),
    onLine: shownOn(options.progress, dir),
    signal: options.signal,
  });
  try {
    return await runOnce(engine.url, options);
  } finally {
    await engine.stop();
  }
}

/** What nodes write, as people read it; how the run ended is the caller's to say. */
function shownOn(progress: RunLocalOptions["progress"], dir: string): (line: string) => void {
  const paint = paintFor(process.stderr);
  return (line) => {
    const text = engineLine(line, { dir, paint });
    if (text !== undefined) progress.line(text);
  };
}

async function runOnce(url: string, { input, timeoutMs, signal }: RunLocalOptions): Promise<ExecutionResult> {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const { status, text } = await postRun(url, JSON.stringify(input), patience).catch((cause: Error) => {
    throw signal.aborted ? interrupted() : patience.aborted ? late(timeoutMs) : refused(cause.message);
  });
  const result = executionResult.safeParse(parsed(text));
  if (!result.success) throw refused(`${status} ${text.slice(0, 500)}`);
  return result.data.success ? result.data : await withFailures(url, result.data);
}

/** The places of the errors, for programs: people have read them from the log already. */
async function withFailures(url: string, result: ExecutionResult): Promise<ExecutionResult> {
  const answer = await askHttp(new URL(`/runs/${result.runId}`, url).href, { timeoutMs: 10_000 }).then(
    ({ bytes }) => bytes.toString("utf8"),
    () => "",
  );
  const failures = runRecord.safeParse(parsed(answer)).data?.failures;
  return failures === undefined ? result : { ...result, failures };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function late(timeoutMs: number): TentacularError {
  return new TentacularError(`The run did not end within ${timeoutMs / 1000} s`, {
    code: "RUN-TIMEOUT",
    exit: "timeout",
    remedy: 'Allow more with "--timeout", or bound its nodes with "config.timeout" in workflow.yaml',
  });
}

function interrupted(): TentacularError {
  const remedy = "Nothing goes on; run it again when you like";
  return new TentacularError("The run was interrupted", { code: "INTERRUPTED", exit: "interrupted", remedy });
}

function refused(what: string): TentacularError {
  return new TentacularError("The engine did not answer with a result", { code: "RUN-REFUSED", remedy: what });
}
