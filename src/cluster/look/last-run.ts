import { z } from "zod";
import { askEngine } from "../api/ask-engine.ts";
import type { Kube } from "../api/kube.ts";

const runSummary = z.object({
  runId: z.string(),
  state: z.enum(["queued", "running", "finished"]),
  trigger: z.string(),
  success: z.boolean().optional(),
  /** Epoch milliseconds. */
  createdAt: z.number(),
  durationMs: z.number().optional(),
});

/** The newest run that the engine remembers. */
export type LastRun = z.infer<typeof runSummary>;

/** Asks the engine through the proxy; undefined when it has run nothing yet, or cannot be asked. */
export async function lastRun(kube: Kube, workflow: string): Promise<LastRun | undefined> {
  try {
    const answer = await askEngine(kube, { service: workflow }, { path: "/runs", timeoutMs: 3000 });
    if (answer.from !== "engine" || answer.status !== 200) return undefined;
    return z.object({ runs: z.array(runSummary) }).parse(JSON.parse(answer.body)).runs[0];
  } catch {
    return undefined;
  }
}
