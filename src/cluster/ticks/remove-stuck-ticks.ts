import type { Progress } from "../../output/progress.ts";
import { isDenied } from "../api/is-denied.ts";
import type { Kube } from "../api/kube.ts";
import { pathsIn } from "../api/paths.ts";
import { deploymentSchema } from "../objects/deployment.ts";
import type { Pod } from "../objects/pod.ts";
import { podTrouble } from "../rollout/pod-trouble.ts";
import { hasNeverStarted } from "./has-never-started.ts";
import { jobOf } from "./job-of.ts";
import { removalOf } from "./removal-of.ts";
import { triggerPods } from "./trigger-pods.ts";

/** Whose ticks, and whether what serves now was gone back to. */
export type StuckTickOptions = { workflow: string; goingBack: boolean; progress: Progress };

/**
 * Removes ticks that an image of before keeps from starting: while one waits, no later tick comes. After a way back that
 * is each that has not started; after a deploy only one that has no hope, for another may just be about to start.
 */
export async function removeStuckTicks(kube: Kube, options: StuckTickOptions): Promise<void> {
  const { workflow, goingBack, progress } = options;
  const waiting = (await triggerPods(kube, workflow)).filter(hasNeverStarted);
  if (waiting.length === 0) return;
  const deployment = await kube.get(pathsIn(kube.namespace).deployments.one(workflow), deploymentSchema);
  // A tick's container is of the engine's image.
  const image = imageIn(deployment?.spec.template.spec);
  const isStuck = (pod: Pod) => imageIn(pod.spec) !== image && (goingBack || isHopeless(kube, pod));
  for (const pod of waiting.filter((each) => image !== "" && isStuck(each))) await remove(kube, pod, progress);
}

function imageIn(spec: { containers: { image: string }[] } | undefined): string {
  return spec?.containers[0]?.image ?? "";
}

function isHopeless(kube: Kube, pod: Pod): boolean {
  const patience = { since: new Date(0), now: kube.now(), unschedulableMs: Number.POSITIVE_INFINITY };
  return podTrouble(pod, patience) !== undefined;
}

async function remove(kube: Kube, pod: Pod, progress: Progress): Promise<void> {
  const job = jobOf(pod);
  const why = `its image "${imageIn(pod.spec)}" does not start`;
  try {
    await kube.remove(pathsIn(kube.namespace).jobs.one(job));
    progress.done(`Removed the tick ${job}, which kept later ones away: ${why}`);
  } catch (error) {
    if (!isDenied(error)) throw error;
    progress.warn(`The tick ${job} keeps later ones away: ${why}; whoever may remove it does: ${removalOf(kube, job)}`);
  }
}
