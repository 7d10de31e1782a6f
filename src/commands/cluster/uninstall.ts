import { Flags } from "@oclif/core";
import { Kube } from "../../cluster/api/kube.ts";
import { Helm } from "../../cluster/helm/helm.ts";
import { clusterFlags, clusterTarget } from "../../cluster-flags.ts";
import { type Outcome, TentacularCommand } from "../../command.ts";
import { readSettings } from "../../image/settings.ts";
import { systemNamespace } from "../../image/system-namespace.ts";
import { requireConsent } from "../../output/require-consent.ts";
import { uninstallPlanView } from "../../output/uninstall-plan-view.ts";
import { type UninstallPlan, uninstallPlan } from "../../platform/uninstall/uninstall-plan.ts";

/** `tntc cluster uninstall`: the system chart goes; workflows stay as they are. */
export default class Uninstall extends TentacularCommand<UninstallPlan> {
  static override summary = "Remove the system chart from the cluster";
  static override description =
    "Names the cluster, every object and every workflow that is deployed, and asks. Workflows and the namespace stay.";
  static override examples = ["<%= config.bin %> cluster uninstall", "<%= config.bin %> cluster uninstall --yes"];
  static override flags = {
    ...clusterFlags,
    namespace: { ...clusterFlags.namespace, defaultHelp: "system_namespace of the settings, else tentacular-system" },
    yes: Flags.boolean({ char: "y", description: "Do not ask" }),
  };

  protected async execute(): Promise<Outcome<UninstallPlan>> {
    const { flags } = await this.parse(Uninstall);
    const asked = await clusterTarget(flags);
    const namespace = asked.namespaceIsExplicit ? asked.namespace : systemNamespace(await readSettings("."));
    const target = { ...asked, namespace };
    const kube = await Kube.connect(target);
    const helm = new Helm({ ...target, namespace: kube.namespace, signal: this.interrupted });
    const plan = await uninstallPlan(kube, helm);
    this.progress.line(uninstallPlanView(plan));
    if (!flags.yes) {
      const question = `Remove ${plan.release} from namespace ${plan.namespace}?`;
      await requireConsent({ name: plan.release, question, plan });
    }
    await helm.uninstall(plan.release);
    return {
      summary: `Removed ${plan.release} from namespace ${plan.namespace} of ${plan.context}`,
      result: plan,
      hints: [`The namespace stays: ${kube.onCluster(`kubectl delete namespace ${plan.namespace}`)}`],
    };
  }
}
