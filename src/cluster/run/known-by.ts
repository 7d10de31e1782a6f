import { type RunRecord, runRecord } from "../../workflow/run-record.ts";
import { askEngine, type EngineAnswer } from "../api/ask-engine.ts";
import type { Kube } from "../api/kube.ts";
import { enginePods } from "../objects/engine-pods.ts";
import type { RunRequest } from "./run-request.ts";

/** Who knows the run, and what is known. */
export type Known = { target: { service: string } | { pod: string }; record: RunRecord };

/** What the pods of a workflow know of a run: every pod is asked, because only one of them has it. */
export async function knownBy(kube: Kube, { workflow, runId, signal }: RunRequest): Promise<Known[]> {
  const ask = { path: `/runs/${runId}`, timeoutMs: 5000, signal };
  const pods = await enginePods(kube, workflow).catch(() => []);
  const targets: Known["target"][] = [
    { service: workflow },
    ...(pods.length > 1 ? pods.map(({ metadata }) => ({ pod: metadata.name })) : []),
  ];
  const asked = targets.map(async (target) => ({ target, answer: await askEngine(kube, target, ask) }));
  return (await Promise.allSettled(asked)).flatMap((each) => {
    if (each.status === "rejected" || !isAnswered(each.value.answer)) return [];
    return [{ target: each.value.target, record: runRecord.parse(JSON.parse(each.value.answer.body)) }];
  });
}

function isAnswered({ from, status }: EngineAnswer): boolean {
  return from === "engine" && status === 200;
}
