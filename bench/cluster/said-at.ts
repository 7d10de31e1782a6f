import { setTimeout as sleep } from "node:timers/promises";
import type { ServedWorkflow } from "../../test/deploy/served-workflow.ts";

const everyMs = 100;
const patienceMs = 120_000;

/** When a workflow first answers so (`performance.now()`), asked all the time by somebody who waits for it. */
export async function saidAt(workflow: ServedWorkflow, words: string): Promise<number> {
  const until = performance.now() + patienceMs;
  for (let asked = 0; performance.now() < until; asked++) {
    const answer = await workflow.run(`wait-${Date.now()}-${asked}`, {}).catch(() => undefined);
    if (JSON.stringify(answer?.body ?? "").includes(words)) return performance.now();
    await sleep(everyMs);
  }
  throw new Error(`The workflow has not said ${words} within ${patienceMs / 1000} s`);
}
