import { z } from "zod";
import type { Kube } from "../../cluster/api/kube.ts";
import { pathsIn } from "../../cluster/api/paths.ts";
import { settle } from "../../cluster/rollout/rollout.ts";
import { RolloutFailure } from "../../cluster/rollout/rollout-failure.ts";
import { evidenceView } from "../../output/evidence-view.ts";
import type { Progress } from "../../output/progress.ts";

const named = z.object({ metadata: z.object({ name: z.string() }) });

/** How long to wait, in milliseconds. */
export type WaitOptions = { timeoutMs: number; progress: Progress; signal: AbortSignal };

/**
 * Follows every Deployment of the system chart until its pods serve.
 *
 * @throws {TentacularError} `ROLLOUT-FAILED` (failed), `ROLLOUT-TIMEOUT` (timeout), with `result: { evidence }`
 */
export async function waitForSystem(kube: Kube, options: WaitOptions): Promise<string[]> {
  const labels = "app.kubernetes.io/part-of=tentacular-system";
  const deployments = await kube.list(pathsIn(kube.namespace).deployments.many(), named, { labels });
  const names = deployments.map(({ metadata }) => metadata.name);
  await Promise.all(names.map((workflow) => settle(kube, { ...options, workflow }).catch(shownOn(options.progress))));
  return names;
}

function shownOn(progress: Progress): (error: unknown) => never {
  return (error) => {
    if (error instanceof RolloutFailure) progress.line(evidenceView(error.evidence));
    throw error;
  };
}
