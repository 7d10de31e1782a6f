import type { Draft } from "./draft.ts";
import type { Problem } from "./problem.ts";
import { configRules } from "./rules/config.ts";
import { contractRules } from "./rules/contract.ts";
import { cycleRules } from "./rules/cycles.ts";
import { edgeRules } from "./rules/edges.ts";
import { nameRules } from "./rules/names.ts";
import { nodePathRules } from "./rules/node-paths.ts";
import { sidecarRules } from "./rules/sidecars.ts";
import { triggerRules } from "./rules/triggers.ts";

const rules = [nameRules, triggerRules, nodePathRules, edgeRules, cycleRules, configRules, sidecarRules, contractRules];

/** Everything that the rules have to say, beyond the shape of the data. */
export function ruleProblems(draft: Draft): Problem[] {
  return rules.flatMap((rule) => rule(draft));
}
