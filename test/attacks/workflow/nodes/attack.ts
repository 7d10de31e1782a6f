import { attemptAll } from "./attempt.ts";
import type { Outcome, Target } from "./target.ts";

/** Attacks from where node code runs. */
export default (_: unknown, input: { targets: Record<string, Target> }): Promise<Record<string, Outcome>> =>
  attemptAll(input.targets);
