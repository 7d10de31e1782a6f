import type { Attempt, Workplace } from "../runner/attempt.ts";
import { Deadlines } from "../runner/deadlines.ts";
import { executeRun, type LoadedWorkflow } from "../runner/execute-run.ts";
import { finalFailures } from "../runner/final-failures.ts";
import { native } from "../runner/native.ts";
import { Run } from "../runner/run.ts";
import type { LoadRequest } from "../wire/load-request.ts";
import { pause } from "../wire/pause.ts";
import { CaseTime } from "./case-time.ts";
import { MockContext } from "./mock-context.ts";
import type { TestCase } from "./request.ts";
import { type NodeUse, Usage } from "./usage.ts";

const keptLines = 50;

/** What is reported of a case. */
export type CaseReport = {
  success: boolean;
  /** Of the one node. */
  output?: unknown;
  /** Of the pipeline: node → output. */
  outputs?: Record<string, unknown>;
  error?: {
    node?: string;
    message: string;
    file?: string | undefined;
    line?: number | undefined;
    column?: number | undefined;
  };
  errors?: Record<string, string>;
  durationMs: number;
  uses: NodeUse[];
  logs: string[];
};

/** Whose uses a bare `fetch` counts for. */
export const usageNow: { usage: Usage | undefined } = { usage: undefined };

/** Runs one node, or the pipeline, with a mock context and the runner's own execution. */
export async function runCase(request: LoadRequest, workflow: LoadedWorkflow, test: TestCase): Promise<CaseReport> {
  const usage = new Usage();
  usageNow.usage = usage;
  const logs: string[] = [];
  const time = new CaseTime(request.timeoutMs);
  const workplace = workplaceOf(request, { usage, mocks: test.mocks, logs, time });
  const run = new Run(request, { number: 1, id: test.id.replace(/[^A-Za-z0-9._-]/g, "-"), input: test.input ?? {} });
  await executeRun(workplace, workflow, run);
  time.stop();
  // One turn of the event loop: a promise that nobody awaited is told only then.
  await pause(0);
  run.finished = true;
  const [failure] = run.failures;
  const { file, line, column, message = "", node = "" } = failure ?? {};
  return {
    success: !run.failed,
    ...(test.node === undefined
      ? { outputs: outputsOf(run), errors: run.errors }
      : { output: outputsOf(run)[test.node] }),
    ...(failure && { error: { node, message, file, line, column } }),
    durationMs: native.now() - run.startedAt,
    uses: usage.list(),
    logs: logs.slice(-keptLines),
  };
}

/** As the engine tells them: each as it was when its node returned. */
function outputsOf({ texts }: Run): Record<string, unknown> {
  return Object.fromEntries(texts.map(({ node, text }) => [node, native.parse(text)]));
}

function workplaceOf(
  request: LoadRequest,
  { usage, mocks, logs, time }: { usage: Usage; mocks: TestCase["mocks"]; logs: string[]; time: CaseTime },
): Workplace {
  return {
    request,
    deadlines: new Deadlines(request.timeoutMs),
    // The time of a node is that of the test: none is left for another attempt.
    final: new Set([...finalFailures, "node-timeout"]),
    enter: () => {},
    contextOf: (attempt: Attempt) => {
      time.add(attempt);
      return new MockContext(attempt, { mocks, usage });
    },
    log: ({ node, level }, text) => {
      const line = `${node ?? "module"} ${level.toUpperCase()} ${text}`;
      logs.push(line);
      Deno.stderr.writeSync(new TextEncoder().encode(`${line}\n`));
    },
  };
}
