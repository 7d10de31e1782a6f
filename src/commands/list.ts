import { Flags } from "@oclif/core";
import { Kube } from "../cluster/api/kube.ts";
import { type ListedWorkflow, listWorkflows } from "../cluster/look/list-workflows.ts";
import { clusterFlags, clusterTarget } from "../cluster-flags.ts";
import { type Outcome, TentacularCommand } from "../command.ts";
import { listView } from "../output/list-view.ts";

/** `tntc list`: the workflows of a namespace, or of all. */
export default class List extends TentacularCommand<ListedWorkflow[]> {
  static override summary = "List the deployed workflows";
  static override description = "Shows each workflow with its version, whether it serves, and how old it is.";
  static override examples = ["<%= config.bin %> list", "<%= config.bin %> list -A -o json"];
  static override flags = {
    ...clusterFlags,
    "all-namespaces": Flags.boolean({ char: "A", description: "Of all namespaces" }),
  };

  protected async execute(): Promise<Outcome<ListedWorkflow[]>> {
    const { flags } = await this.parse(List);
    const kube = await Kube.connect(await clusterTarget(flags));
    const namespace = flags["all-namespaces"] ? undefined : kube.namespace;
    const workflows = await listWorkflows(kube, namespace);
    return {
      summary: `${workflows.length} ${workflows.length === 1 ? "workflow" : "workflows"}`,
      result: workflows,
      view: () => listView(workflows, { ...(namespace ? { namespace } : {}), now: kube.now() }),
    };
  }
}
