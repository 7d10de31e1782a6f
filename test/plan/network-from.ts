import type { Network } from "../../src/plan/network/network.ts";
import { type NetworkOptions, networkOf } from "../../src/plan/network/network-of.ts";
import { parseWorkflow } from "../../src/workflow/parse-workflow.ts";

/** The network of a workflow of one node, whose other keys are given as YAML. */
export function networkFrom(yaml: string, options: NetworkOptions = {}): Network {
  const { spec, findings } = parseWorkflow(`name: w\nversion: "1.0"\nnodes: { a: { path: a.ts } }\n${yaml}`);
  if (!spec) throw new Error(JSON.stringify(findings));
  return networkOf(spec, options);
}
