import { z } from "zod";
import { type Exit, TentacularError } from "../../errors.ts";
import { type ExecutionResult, executionResult } from "../../workflow/execution-result.ts";
import type { Kube } from "../api/kube.ts";

const refusal = z.object({
  error: z.union([
    z.string().transform((message) => ({ message, remedy: undefined })),
    z.object({ message: z.string(), remedy: z.string().optional() }),
  ]),
});

type Meaning = { code: string; exit: Exit; remedy: string };

const meanings: Record<number, Meaning> = {
  400: { code: "RUN-INPUT-INVALID", exit: "usage", remedy: "Give the input as JSON" },
  413: { code: "RUN-INPUT-TOO-LARGE", exit: "usage", remedy: "Give a smaller input" },
  429: { code: "WORKFLOW-BUSY", exit: "failed", remedy: "Try again in a moment; the run was not started" },
};

/**
 * What the engine answered to a run: the result, also of a run that failed. Anything else was not a run at all.
 *
 * @throws {TentacularError} by status, in the engine's words
 */
export function runAnswer(
  kube: Pick<Kube, "here">,
  workflow: string,
  { status, body }: { status: number; body: string },
): ExecutionResult {
  const json = parsed(body);
  const result = executionResult.safeParse(json);
  if (result.success) return result.data;
  const said = refusal.safeParse(json).data?.error;
  const meaning = meanings[status] ?? lookCloser(kube, workflow, status);
  throw new TentacularError(`Workflow "${workflow}" did not run: ${said?.message ?? `answer ${status}`}`, {
    ...meaning,
    remedy: said?.remedy ?? meaning.remedy,
  });
}

function lookCloser(kube: Pick<Kube, "here">, workflow: string, status: number): Meaning {
  if (status === 503) {
    const remedy = `The run was not started; look at the workflow with ${kube.here(`tntc status ${workflow}`)}`;
    return { code: "WORKFLOW-NOT-READY", exit: "unreachable", remedy };
  }
  return { code: "ENGINE-ANSWER-UNKNOWN", exit: "failed", remedy: `See ${kube.here(`tntc logs ${workflow}`)}` };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
