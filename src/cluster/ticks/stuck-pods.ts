import type { Pod } from "../objects/pod.ts";
import { podTrouble } from "../rollout/pod-trouble.ts";
import { hasNeverStarted } from "./has-never-started.ts";
import { imageIn } from "./image-in.ts";
import { jobOf } from "./job-of.ts";

/** The image that ticks have now, whether it was gone back to, and the time. */
export type Now = { image: string; goingBack: boolean; now: Date };

/**
 * Which pods of ticks an image of before keeps from starting. After a way back that is each that has not started; after
 * a deploy only one that has no hope, for another may just be about to start.
 */
export function stuckPods(pods: readonly Pod[], { image, goingBack, now }: Now): Pod[] {
  const patience = { since: new Date(0), now, unschedulableMs: Number.POSITIVE_INFINITY };
  const isHopeless = (pod: Pod) => goingBack || podTrouble(pod, patience) !== undefined;
  const isTick = (pod: Pod) => jobOf(pod) !== "" && hasNeverStarted(pod);
  return pods.filter((pod) => isTick(pod) && imageIn(pod.spec) !== image && isHopeless(pod));
}
