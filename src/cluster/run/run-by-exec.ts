import { z } from "zod";
import { TentacularError } from "../../errors.ts";
import type { ExecutionResult } from "../../workflow/execution-result.ts";
import { exec } from "../api/exec.ts";
import type { Kube } from "../api/kube.ts";
import { workflowNotReady } from "../look/workflow-not-ready.ts";
import { workflowUnknown } from "../look/workflow-unknown.ts";
import { enginePods } from "../objects/engine-pods.ts";
import type { Pod } from "../objects/pod.ts";
import { podLine } from "../objects/pod-line.ts";
import { runAnswer } from "./run-answer.ts";
import type { RunRequest } from "./run-request.ts";
import { runTimeout } from "./run-timeout.ts";
import { triggerCommand } from "./trigger-command.ts";

/** Starts the run from inside the pod, with the engine's own trigger client, which posts once. */
export async function runByExec(kube: Kube, request: RunRequest): Promise<ExecutionResult> {
  const pods = await enginePods(kube, request.workflow);
  if (pods.length === 0) throw await workflowUnknown(kube, request.workflow, "pods");
  const pod = pods.findLast((each) => podLine(each) === "Running");
  if (pod === undefined) throw workflowNotReady(kube, request.workflow);
  const { stdout, stderr } = await trigger(kube, pod, request);
  const said = lastLine.safeParse(json(stdout.trim().split("\n").at(-1) ?? "")).data;
  if (said?.event === "run-answered") {
    return runAnswer(kube, request.workflow, { status: said.status ?? 0, body: JSON.stringify(said.answer) });
  }
  if (said?.event === "run-lost") throw runTimeout(kube, request);
  throw new TentacularError(
    `Workflow "${request.workflow}" did not run: ${said?.why ?? (stderr.trim() || "no word")}`,
    {
      code: "WORKFLOW-NOT-READY",
      remedy: `See why with: ${kube.here(`tntc logs ${request.workflow}`)}`,
      exit: "unreachable",
    },
  );
}

/** What the trigger client says at its end. */
const lastLine = z.object({
  event: z.string(),
  status: z.number().optional(),
  answer: z.unknown().optional(),
  why: z.string().optional(),
});

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function trigger(kube: Kube, { metadata }: Pod, request: RunRequest) {
  const { input, timeoutMs, signal } = request;
  const command = triggerCommand(request);
  // The trigger client keeps the time itself; this is for a line that has gone silent.
  const silence = AbortSignal.timeout(timeoutMs + 10_000);
  const until = signal ? AbortSignal.any([signal, silence]) : silence;
  try {
    return await exec(kube, { pod: metadata.name, container: "engine", command, stdin: input, signal: until });
  } catch (error) {
    throw silence.aborted ? runTimeout(kube, request) : error;
  }
}
