import { parseWorkflow } from "../../src/workflow/parse-workflow.ts";
import type { WorkflowSpec } from "../../src/workflow/spec.ts";
import { loadRequestOf } from "../reader/load-request-of.ts";
import { Attempt } from "../runner/attempt.ts";
import { BrokenNode } from "../runner/broken-node.ts";
import type { LoadedWorkflow } from "../runner/execute-run.ts";
import { guardProcess } from "../runner/guard-process.ts";
import { loadNodes } from "../runner/load-nodes.ts";
import { native } from "../runner/native.ts";
import { watchConsole } from "../runner/watch-console.ts";
import { watchResumption } from "../runner/watch-resumption.ts";
import type { LoadRequest } from "../wire/load-request.ts";
import { type TestCase, testRequest } from "./request.ts";
import { type CaseReport, runCase, usageNow } from "./run-case.ts";
import { StableClock } from "./stable-clock.ts";

const startOfTime = "2026-01-01T00:00:00.000Z";
const encoder = new TextEncoder();

/** The program behind `tntc test`: a request on stdin, one JSON line for each start and end of a case on stdout. */
async function main(): Promise<void> {
  const { workflow, timeoutMs, cases } = testRequest.parse(JSON.parse(await new Response(Deno.stdin.readable).text()));
  const spec = specOf(await Deno.readTextFile(`${workflow}/workflow.yaml`));
  const clock = takeOver();
  for (const test of cases) {
    say({ id: test.id, event: "started" });
    clock.set(test.now ?? startOfTime);
    const laid = { dir: workflow, config: test.config ?? {}, secrets: test.secrets ?? {} };
    const loaded = { ...loadRequestOf(spec, laid), ...(timeoutMs !== undefined && { timeoutMs }) };
    // A fixture is about one call of its node; the pipeline is run as the engine runs it.
    const request = test.node === undefined ? loaded : { ...loaded, retries: 0 };
    say({ id: test.id, event: "finished", ...(await report(request, test)) });
  }
  native.exit(0);
}

/** The same surroundings that a node finds in the runner, and a clock that stands still. */
function takeOver(): StableClock {
  const { error } = console;
  watchConsole(({ level }, text) => error(`${level.toUpperCase()} ${text}`));
  watchResumption();
  guardProcess((text) => error(text));
  const watched = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const node = Attempt.current?.nodeId;
    const url = new URL(input instanceof Request ? input.url : input);
    if (node) usageNow.usage?.note(node, "fetches", url.host);
    return watched(input, init);
  };
  const clock = new StableClock();
  clock.install();
  return clock;
}

async function report(request: LoadRequest, test: TestCase): Promise<CaseReport> {
  try {
    return await runCase(request, await workflowOf(request, test.node), test);
  } catch (error) {
    const { message, file, line, column } = error instanceof BrokenNode ? error.breakage : broken(error);
    const node = error instanceof BrokenNode ? { node: error.node } : {};
    return { success: false, error: { ...node, message, file, line, column }, durationMs: 0, uses: [], logs: [] };
  }
}

function broken(error: unknown): { message: string; file: string; line?: number; column?: number } {
  return { message: error instanceof Error ? error.message : String(error), file: "workflow.yaml" };
}

/** One node on its own takes its input as it is; the pipeline is what the runner would run. */
async function workflowOf(request: LoadRequest, node: string | undefined): Promise<LoadedWorkflow> {
  const wanted = node === undefined ? request.nodes : request.nodes.filter(({ name }) => name === node);
  if (wanted.length === 0) throw new Error(`Workflow has no node "${node}"`);
  const nodes = await loadNodes({ ...request, nodes: wanted });
  if (node !== undefined) return { nodes, stages: [nodes.map((one) => ({ ...one, from: [] }))] };
  return { nodes, stages: request.stages.map((stage) => stage.flatMap((index) => nodes[index] ?? [])) };
}

function specOf(text: string): WorkflowSpec {
  const { spec, findings } = parseWorkflow(text);
  if (spec) return spec;
  throw new Error(findings.map(({ message }) => message).join("; "));
}

function say(line: object): void {
  let bytes = encoder.encode(`${native.stringify(line)}\n`);
  while (bytes.length > 0) bytes = bytes.subarray(Deno.stdout.writeSync(bytes));
}

await main();
