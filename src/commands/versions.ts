import { Kube } from "../cluster/api/kube.ts";
import { Helm } from "../cluster/helm/helm.ts";
import { type Version, versionsOf } from "../cluster/look/versions-of.ts";
import { type Outcome, TentacularCommand } from "../command.ts";
import { versionsView } from "../output/versions-view.ts";
import { workflowArg } from "../workflow-arg.ts";
import { workflowFlags, workflowTarget } from "../workflow-target.ts";

/** `tntc versions`: all that can be gone back to. */
export default class Versions extends TentacularCommand<Version[]> {
  static override summary = "Show the deploys and rollbacks of a workflow";
  static override description = "rollback --revision goes back to any line, save one that Helm could not apply.";
  static override examples = ["<%= config.bin %> versions hello", "<%= config.bin %> versions hello -o json"];
  static override args = { name: workflowArg };
  static override flags = workflowFlags;

  protected async execute(): Promise<Outcome<Version[]>> {
    const { args, flags } = await this.parse(Versions);
    const { workflow, ...target } = await workflowTarget(args.name, flags);
    const kube = await Kube.connect(target);
    const helm = new Helm({ ...target, namespace: kube.namespace, signal: this.interrupted });
    const versions = await versionsOf(kube, helm, workflow);
    return {
      summary: `${versions.length} ${versions.length === 1 ? "revision" : "revisions"} of ${workflow}`,
      result: versions,
      view: () => versionsView(versions),
    };
  }
}
