import { Args } from "@oclif/core";
import { clusterFlags, clusterTarget } from "../../cluster-flags.ts";
import { type Outcome, TentacularCommand } from "../../command.ts";
import type { ContractStatus } from "../../deploy/modules/contract-status.ts";
import { readContractStatus } from "../../deploy/modules/read-contract-status.ts";
import { moduleFlag } from "../../module-flag.ts";
import { contractStatusSummary, contractStatusView } from "../../output/contract-status-view.ts";
import { paintFor } from "../../output/paint.ts";

/** `tntc contract status`: whether code keeps to its contract, whether pods can get its packages, and why not. */
export default class Status extends TentacularCommand<ContractStatus> {
  static override summary = "Show where code and contract part ways, and whether pods can get its packages";
  static override description =
    "Holds the code against its contract. Where it imports packages, asks the module proxy how it is, then fetches " +
    "every module as a pod would and holds it against deno.lock. Changes nothing.";
  static override examples = [
    "<%= config.bin %> contract status",
    "<%= config.bin %> contract status ./report -o json",
  ];
  static override args = { dir: Args.string({ default: ".", description: "The workflow's folder" }) };
  static override flags = { ...clusterFlags, modules: moduleFlag };

  protected async execute(): Promise<Outcome<ContractStatus>> {
    const { args, flags } = await this.parse(Status);
    const target = await clusterTarget(flags);
    const result = await readContractStatus({ dir: args.dir, target, asked: flags.modules });
    return {
      summary: contractStatusSummary(result),
      result,
      view: () => contractStatusView(result, paintFor(process.stdout)),
      exit: result.problems.length === 0 ? "ok" : "failed",
    };
  }
}
