import type { WorkflowSpec } from "../workflow/spec.ts";
import { stagesOf } from "../workflow/stages.ts";
import { collectPipelineTests, collectTests } from "./collect-tests.ts";

/** Longer ones do not help whoever wants to paste a line. */
const maxLength = 200;

/** An input that shows a workflow at work, as JSON: of its first pipeline test, or of its first node's first fixture. */
export async function sampleInput(dir: string, spec: WorkflowSpec): Promise<string> {
  const nodes = Object.keys(spec.nodes);
  const first = stagesOf(spec)[0]?.[0];
  try {
    const pipeline = (await collectPipelineTests(dir, nodes)).cases.find((test) => test.file !== undefined);
    const single = (await collectTests(dir, nodes, first)).cases[0];
    const text = JSON.stringify((pipeline ?? single)?.given.input ?? {});
    return text.length <= maxLength ? text : "{}";
  } catch {
    // A broken fixture is told by "tntc test"; here it only means that there is no sample.
    return "{}";
  }
}
