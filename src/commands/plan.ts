import { Args, Flags } from "@oclif/core";
import { stringify } from "yaml";
import { terminal } from "../cli/terminal.ts";
import { clusterFlags, clusterTarget } from "../cluster-flags.ts";
import { type Outcome, TentacularCommand } from "../command.ts";
import { type Planned, planWorkflow } from "../deploy/plan-workflow.ts";
import { deployFlags } from "../deploy-flags.ts";
import { count } from "../output/count.ts";
import { paintFor } from "../output/paint.ts";
import { planView } from "../output/plan-view.ts";

/** `tntc plan`: all that a deploy derives from a workflow, at the step that is asked for. */
export default class PlanCommand extends TentacularCommand<Planned> {
  static override summary = "Show what a deploy would do";
  static override description =
    "Derives stages, network, secrets, triggers and resources from the workflow. Asks no cluster.";
  static override examples = [
    "<%= config.bin %> plan",
    "<%= config.bin %> plan --show values",
    "<%= config.bin %> plan examples/hello --show manifests",
  ];
  static override args = { dir: Args.string({ default: ".", description: "The workflow's folder" }) };
  static override flags = {
    namespace: { ...clusterFlags.namespace, defaultHelp: "the workflow's own, else default" },
    show: Flags.option({
      options: ["values", "manifests"] as const,
      description: "The chart's values, or the objects that Helm makes of them",
    })(),
    ...deployFlags,
  };

  protected async execute(): Promise<Outcome<Planned>> {
    const { args, flags } = await this.parse(PlanCommand);
    const target = await clusterTarget(flags);
    const result = await planWorkflow({
      dir: args.dir,
      namespace: target.namespaceIsExplicit ? target.namespace : undefined,
      image: flags.image,
      runtimeClass: flags["runtime-class"],
      modules: flags.modules,
      show: flags.show,
      signal: this.interrupted,
    });
    const { workflow, stages } = result.plan;
    const size = `${count(stages.flat().length, "node")} in ${count(stages.length, "stage")}`;
    const summary = `${workflow.name} ${workflow.version}: ${size}`;
    return { summary, result, view: () => viewOf(result) };
  }
}

function viewOf({ plan, code, values, manifests }: Planned): string {
  return (
    manifests ??
    (values
      ? stringify(values, { lineWidth: 0, blockQuote: "literal" })
      : planView(plan, { code, paint: paintFor(terminal() ?? {}) }))
  );
}
