import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Ground } from "./ground.ts";
import { ServedWorkflow } from "./served-workflow.ts";

/** What became of runs that were begun one after the other. */
export type KeptRunning = { runs: number; failures: string[] };

/** Runs a workflow again and again, from now on; the answer ends it and tells what went wrong. */
export async function keepRunning(at: Ground, workflow: string, input: object): Promise<() => Promise<KeptRunning>> {
  const served = await ServedWorkflow.of(at, workflow);
  const seen: KeptRunning = { runs: 0, failures: [] };
  let going = true;
  const end = (async () => {
    while (going) {
      const said = await served.run(randomUUID(), input).then(({ body }) => JSON.stringify(body), String);
      seen.runs++;
      if (!said.includes('"success":true')) seen.failures.push(said);
      await sleep(50);
    }
  })();
  return async () => {
    going = false;
    await end;
    return seen;
  };
}
