import { Args, Flags } from "@oclif/core";
import { clusterFlags, clusterTarget } from "../cluster-flags.ts";
import { type Outcome, TentacularCommand } from "../command.ts";
import { type Deployed, deploy } from "../deploy/deploy.ts";
import { deployFlags } from "../deploy-flags.ts";
import { durationFlag } from "../duration-flag.ts";

/** `tntc deploy`: a workflow's folder becomes a Helm release whose pods serve. */
export default class Deploy extends TentacularCommand<Deployed> {
  static override summary = "Deploy a workflow to the cluster";
  static override description =
    "Shows the plan, checks all that can be checked, applies local secrets, upgrades the Helm release and follows the " +
    "rollout. When the new pods do not start, shows why and goes back to the revision before.";
  static override examples = [
    "<%= config.bin %> deploy",
    "<%= config.bin %> deploy ./hello -n demo --image ghcr.io/acme/tentacular-engine:0.1.0",
    "<%= config.bin %> deploy --dry-run",
  ];
  static override args = { dir: Args.string({ default: ".", description: "The workflow's folder" }) };
  static override flags = {
    ...clusterFlags,
    namespace: { ...clusterFlags.namespace, defaultHelp: "the workflow's own, else the context's" },
    ...deployFlags,
    "chart-version": Flags.string({
      helpValue: "VERSION",
      description: "Version of the workflow chart, from the place that the settings name (chart)",
      defaultHelp: "the settings' chart_version, else the chart of this program",
    }),
    timeout: durationFlag({ default: 300_000, description: "How long the pods may take to serve" }),
    "dry-run": Flags.boolean({ description: "Only show the plan and check" }),
  };

  protected async execute(): Promise<Outcome<Deployed>> {
    const { args, flags } = await this.parse(Deploy);
    const startedAt = Date.now();
    const result = await deploy({
      dir: args.dir,
      target: await clusterTarget(flags),
      image: flags.image,
      runtimeClass: flags["runtime-class"],
      modules: flags.modules,
      chartVersion: flags["chart-version"],
      timeoutMs: flags.timeout,
      dryRun: flags["dry-run"],
      progress: this.progress,
      signal: this.interrupted,
    });
    return { summary: summary(result, Date.now() - startedAt), result, hints: hints(result) };
  }
}

function summary({ workflow, version, revision, digest, namespace }: Deployed, ms: number): string {
  const what = `${workflow} ${version}`;
  if (revision === undefined)
    return `Would deploy ${what} (${digest.slice(0, 19)}) to ${namespace}; nothing was changed`;
  return `Deployed ${what} (revision ${revision}, ${digest.slice(0, 19)}) to ${namespace} in ${(ms / 1000).toFixed(1)} s`;
}

function hints({ sameVersionAs, sameAs, version }: Deployed): string[] {
  if (sameAs !== undefined) return [`Nothing differs from revision ${sameAs}`];
  if (sameVersionAs === undefined) return [];
  return [
    `Revision ${sameVersionAs} is version ${version} too, with other code: raise "version" in workflow.yaml to tell them apart`,
  ];
}
