import { Args, Flags } from "@oclif/core";
import { clusterFlags, clusterTarget } from "../../cluster-flags.ts";
import { type Outcome, TentacularCommand } from "../../command.ts";
import type { Exit } from "../../errors.ts";
import { clusterCheckSummary, clusterCheckView } from "../../output/cluster-check-view.ts";
import { paintFor } from "../../output/paint.ts";
import { checkCluster } from "../../platform/check/check-cluster.ts";
import type { ClusterCheck } from "../../platform/check/cluster-check.ts";

/** `tntc cluster check`: is a cluster ready for workflows, and what is missing. */
export default class Check extends TentacularCommand<ClusterCheck> {
  static override summary = "Check whether a cluster is ready for workflows";
  static override description =
    "Looks at everything that a deploy needs and changes nothing, unless --fix asks for it. In a workflow's folder, " +
    "also at what that workflow needs.";
  static override examples = [
    "<%= config.bin %> cluster check",
    "<%= config.bin %> cluster check --probe -n production",
    "<%= config.bin %> cluster check --fix -n production",
  ];
  static override args = { dir: Args.string({ default: ".", description: "The workflow's folder" }) };
  static override flags = {
    ...clusterFlags,
    namespace: { ...clusterFlags.namespace, defaultHelp: "the workflow's own, else the context's" },
    fix: Flags.boolean({
      description: "Create what is missing: namespace, its Pod Security label, a Role for authors",
    }),
    probe: Flags.boolean({ description: "Also measure NetworkPolicy, DNS and NATS with two pods, for some seconds" }),
  };

  protected async execute(): Promise<Outcome<ClusterCheck>> {
    const { args, flags } = await this.parse(Check);
    const { progress, interrupted: signal } = this;
    const target = await clusterTarget(flags);
    const { fix, probe } = flags;
    const report = await checkCluster({ dir: args.dir, target, fix, probe, progress, signal });
    return {
      summary: clusterCheckSummary(report),
      result: report,
      view: () => clusterCheckView(report, paintFor(process.stdout)),
      exit: exitOf(report),
    };
  }
}

function exitOf({ ready, checks }: ClusterCheck): Exit {
  if (ready) return "ok";
  return checks.some(({ id, state }) => id === "api" && state === "fail") ? "unreachable" : "preflight";
}
