import { Flags } from "@oclif/core";
import { Kube } from "../cluster/api/kube.ts";
import { type WorkflowStatus, workflowStatus } from "../cluster/look/workflow-status.ts";
import { type Outcome, TentacularCommand } from "../command.ts";
import { statusView } from "../output/status-view.ts";
import { workflowArg } from "../workflow-arg.ts";
import { workflowFlags, workflowTarget } from "../workflow-target.ts";

/** `tntc status`: how one workflow does, and why not when it does not. */
export default class Status extends TentacularCommand<WorkflowStatus> {
  static override summary = "Show the state of a deployed workflow";
  static override description =
    "Version, readiness, code digest, schedules and the last run; with --detail pods and events too. " +
    "Ends with 1 when the workflow is not ready.";
  static override examples = ["<%= config.bin %> status hello", "<%= config.bin %> status hello --detail"];
  static override args = { name: workflowArg };
  static override flags = {
    ...workflowFlags,
    detail: Flags.boolean({ description: "Also image, resources, pods and events" }),
  };

  protected async execute(): Promise<Outcome<WorkflowStatus>> {
    const { args, flags } = await this.parse(Status);
    const { workflow, ...target } = await workflowTarget(args.name, flags);
    const kube = await Kube.connect(target);
    const status = await workflowStatus(kube, workflow, { detail: flags.detail });
    return {
      summary: summary(status),
      result: status,
      view: () => statusView(status, kube.now()),
      hints: hints(kube, status),
      exit: status.ready ? "ok" : "failed",
    };
  }
}

function summary({ name, version, status, serving }: WorkflowStatus): string {
  const meanwhile = serving ? `; ${serving.version} (revision ${serving.revision}) serves` : "";
  return `${name} ${version} is ${status}${meanwhile}`;
}

function hints(kube: Kube, { name, serving, rollout }: WorkflowStatus): string[] {
  if (serving === undefined || rollout !== "failed") return [];
  return [`Go back to what serves: ${kube.here(`tntc rollback ${name} --revision ${serving.revision}`)}`];
}
