import type { Progress } from "../../output/progress.ts";
import { isDenied } from "../api/is-denied.ts";
import type { Kube } from "../api/kube.ts";
import { pathsIn } from "../api/paths.ts";
import { deploymentSchema } from "../objects/deployment.ts";
import type { Pod } from "../objects/pod.ts";
import { hasNeverStarted } from "./has-never-started.ts";
import { imageIn } from "./image-in.ts";
import { jobOf } from "./job-of.ts";
import { removalOf } from "./removal-of.ts";
import { stuckPods } from "./stuck-pods.ts";
import { triggerPods } from "./trigger-pods.ts";

/** Whose ticks, and whether what serves now was gone back to. */
export type StuckTickOptions = { workflow: string; goingBack: boolean; progress: Progress };

/** Removes ticks that an image of before keeps from starting: while one waits, no later tick comes. */
export async function removeStuckTicks(kube: Kube, { workflow, goingBack, progress }: StuckTickOptions): Promise<void> {
  const pods = await triggerPods(kube, workflow);
  if (!pods.some(hasNeverStarted)) return;
  const deployment = await kube.get(pathsIn(kube.namespace).deployments.one(workflow), deploymentSchema);
  if (deployment === undefined) return;
  // A tick's container is of the engine's image.
  const image = imageIn(deployment.spec.template.spec);
  for (const pod of stuckPods(pods, { image, goingBack, now: kube.now() })) await remove(kube, pod, progress);
}

async function remove(kube: Kube, pod: Pod, progress: Progress): Promise<void> {
  const job = jobOf(pod);
  const why = `its image "${imageIn(pod.spec)}" does not start`;
  try {
    await kube.remove(pathsIn(kube.namespace).jobs.one(job));
    progress.done(`Removed the tick ${job}, which kept later ones away: ${why}`);
  } catch (error) {
    if (!isDenied(error)) throw error;
    progress.warn(
      `The tick ${job} keeps later ones away: ${why}; you may not remove it, whoever may types: ${removalOf(kube, job)}`,
    );
  }
}
