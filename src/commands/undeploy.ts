import { Args, Flags } from "@oclif/core";
import { Kube } from "../cluster/api/kube.ts";
import { Helm } from "../cluster/helm/helm.ts";
import { type Undeployed, undeploy } from "../cluster/undeploy/undeploy.ts";
import { undeployPlan } from "../cluster/undeploy/undeploy-plan.ts";
import { type Outcome, TentacularCommand } from "../command.ts";
import { TentacularError } from "../errors.ts";
import { requireConsent } from "../output/require-consent.ts";
import { undeployPlanView } from "../output/undeploy-plan-view.ts";
import { undeployedView } from "../output/undeployed-view.ts";
import { workflowIn } from "../workflow-in.ts";
import { workflowFlags, workflowTarget } from "../workflow-target.ts";

/** `tntc undeploy`: a workflow goes, with all it had. */
export default class Undeploy extends TentacularCommand<Undeployed> {
  static override summary = "Remove a workflow from the cluster";
  static override description =
    "Names the cluster and every object, asks, and leaves nothing behind: no code, no secrets, no history.";
  static override examples = ["<%= config.bin %> undeploy hello", "<%= config.bin %> undeploy hello --yes"];
  static override args = { name: Args.string({ required: true, description: "Name of the workflow" }) };
  static override flags = {
    ...workflowFlags,
    yes: Flags.boolean({ char: "y", description: "Do not ask" }),
    "keep-secrets": Flags.boolean({ description: "Leave the workflow's Secret on the cluster" }),
  };

  protected async execute(): Promise<Outcome<Undeployed>> {
    const { args, flags } = await this.parse(Undeploy).catch(offerName);
    const { workflow, ...target } = await workflowTarget(args.name, flags);
    const kube = await Kube.connect(target);
    const keepSecrets = flags["keep-secrets"];
    const plan = await undeployPlan(kube, { workflow, keepSecrets });
    if (!flags.yes) {
      this.progress.line(undeployPlanView(plan));
      const question = `Remove workflow ${plan.workflow} from namespace ${plan.namespace}?`;
      await requireConsent({ name: plan.workflow, question, plan });
    }
    const helm = new Helm({ ...target, namespace: kube.namespace, signal: this.interrupted });
    const done = await undeploy(kube, helm, { plan, keepSecrets, progress: this.progress, signal: this.interrupted });
    return {
      summary: `Undeployed ${workflow} from namespace ${kube.namespace} of ${kube.context}`,
      result: done,
      view: () => undeployedView(done),
    };
  }
}

/** What is gone is gone: the folder's workflow is never meant without being named, but its name is offered. */
async function offerName(error: unknown): Promise<never> {
  const here = (await workflowIn("."))?.name;
  if (!(error instanceof TentacularError) || error.code !== "ARGUMENT-MISSING" || here === undefined) throw error;
  const { message, code, exit } = error;
  throw new TentacularError(message, {
    code,
    exit,
    remedy: `Name it; the workflow of this folder is called "${here}"`,
    cause: error,
  });
}
