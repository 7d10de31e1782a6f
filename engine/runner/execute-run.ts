import { pause } from "../wire/pause.ts";
import { wholeMessage } from "../wire/whole-message.ts";
import { Attempt, type Workplace } from "./attempt.ts";
import { failureOf } from "./failure-of.ts";
import type { LoadedFunction } from "./load-nodes.ts";
import { native } from "./native.ts";
import { outputText } from "./output-text.ts";
import type { Run } from "./run.ts";

const firstBackoffMs = 100;

/** A workflow ready to run: its nodes, and which of them may run side by side. */
export type LoadedWorkflow = { nodes: readonly LoadedFunction[]; stages: readonly (readonly LoadedFunction[])[] };

/** Runs stage after stage; the nodes of a stage side by side. A stage in which a node failed is the last. */
export async function executeRun(workplace: Workplace, workflow: LoadedWorkflow, run: Run): Promise<void> {
  for (const stage of workflow.stages) {
    const [only] = stage;
    if (stage.length === 1 && only) await executeNode(workplace, only, run);
    else await Promise.all(stage.map((node) => executeNode(workplace, node, run)));
    if (run.failed) return;
  }
}

async function executeNode(workplace: Workplace, node: LoadedFunction, run: Run): Promise<void> {
  const { request, final } = workplace;
  const startedAt = native.now();
  for (let number = 1; ; number++) {
    const attempt = new Attempt(workplace, { run, node, number });
    try {
      const output = await attempt.perform(inputOf(node, run));
      // A `toJSON` is code of the node: if it loops, this is who it was.
      if (output !== undefined) attempt.resume();
      run.keep(node.name, output, outputText(node.name, output, request.maxResult));
      break;
    } catch (error) {
      const failure = failureOf(request.dir, attempt, error);
      const at = failure.line === undefined ? undefined : `${failure.file}:${failure.line}:${failure.column}`;
      const more = number <= request.retries && !run.failed && !final.has(failure.code);
      const message = wholeMessage(failure);
      attempt.say(more ? "warn" : "error", more ? `Attempt ${number} failed: ${message}` : message, at);
      if (more) await pause(firstBackoffMs * 2 ** (number - 1));
      else run.fail(failure);
      if (!more) break;
    } finally {
      if (number > 1) run.attempts[node.name] = number;
    }
  }
  const completedAt = native.now();
  run.nodeTimings[node.name] = { startedAt, completedAt, durationMs: completedAt - startedAt };
}

/** No edge: the run's input. One: that node's output as it is. Several: an object keyed by node. */
function inputOf({ from }: LoadedFunction, run: Run): unknown {
  const [only] = from;
  if (only === undefined) return run.input;
  if (from.length === 1) return run.outputs[only];
  return Object.fromEntries(from.map((name) => [name, run.outputs[name]]));
}
