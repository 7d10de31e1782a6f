import type { NodeFailure } from "../wire/run-details.ts";
import { native } from "./native.ts";
import { OutputRefused } from "./output-refused.ts";
import type { Run } from "./run.ts";

type ResultTextOptions = {
  /** Of the whole result. */
  maxBytes: number;
  /** Told of each output that had to be left out. */
  onRefused(failure: NodeFailure): void;
};

/**
 * The run's {@link ExecutionResult} as JSON, joined from the outputs as they were when their nodes ended. When all of
 * them together are longer than `maxBytes`, the run fails and says which node it was.
 */
export function resultText(run: Run, { maxBytes, onRefused }: ResultTextOptions): string {
  const text = wholeText(run);
  if (text.length <= maxBytes) return text;
  // The result as a whole is too long; of its outputs at least one is more than its fair share.
  for (const { node, text } of run.takeOutputs(({ text }) => text.length > maxBytes / 64)) {
    const { message, remedy } = OutputRefused.tooLong(node, text.length, maxBytes);
    const failure = { node, code: "output-refused", message, remedy };
    run.fail(failure);
    onRefused(failure);
  }
  return wholeText(run);
}

function wholeText(run: Run): string {
  run.completedAt = native.now();
  const { startedAt, completedAt, nodeTimings } = run;
  const timing = { startedAt, completedAt, durationMs: completedAt - startedAt, nodeTimings };
  return (
    `{"runId":${native.stringify(run.id)},"success":${!run.failed},"outputs":{${outputsText(run)}},` +
    `"errors":${native.stringify(run.errors)},"timing":${native.stringify(timing)}}`
  );
}

/** By index: iterators and keys are what node code can change for all. */
function outputsText({ texts }: Run): string {
  let joined = "";
  for (let index = 0; index < texts.length; index++) {
    const output = texts[index];
    if (output) joined += `${index === 0 ? "" : ","}"${output.node}":${output.text}`;
  }
  return joined;
}
