import { Flags } from "@oclif/core";
import { Kube } from "../cluster/api/kube.ts";
import { Helm } from "../cluster/helm/helm.ts";
import { type RolledBack, rollBack } from "../cluster/rollback/roll-back.ts";
import { type Outcome, TentacularCommand } from "../command.ts";
import { durationFlag } from "../duration-flag.ts";
import { workflowArg } from "../workflow-arg.ts";
import { workflowFlags, workflowTarget } from "../workflow-target.ts";

/** `tntc rollback`: an earlier revision serves again. */
export default class Rollback extends TentacularCommand<RolledBack> {
  static override summary = "Go back to an earlier revision of a workflow";
  static override description =
    "Restores the exact code and settings of that revision, and waits until they serve. Without a flag: the newest " +
    "earlier revision that served with other code or settings.";
  static override examples = [
    "<%= config.bin %> rollback hello",
    "<%= config.bin %> rollback hello --version 1.0",
    "<%= config.bin %> rollback hello --revision 3",
  ];
  static override args = { name: workflowArg };
  static override flags = {
    ...workflowFlags,
    version: Flags.string({
      helpValue: "V",
      description: "Newest revision of this workflow version that served",
      exclusive: ["revision"],
    }),
    revision: Flags.integer({ min: 1, helpValue: "N", description: "This revision; versions lists them" }),
    timeout: durationFlag({ default: 300_000, description: "How long the pods may take to serve" }),
  };

  protected async execute(): Promise<Outcome<RolledBack>> {
    const { args, flags } = await this.parse(Rollback);
    const { workflow, ...target } = await workflowTarget(args.name, flags);
    const kube = await Kube.connect(target);
    const helm = new Helm({ ...target, namespace: kube.namespace, signal: this.interrupted });
    const done = await rollBack(kube, helm, {
      workflow,
      wish: { revision: flags.revision, version: flags.version },
      timeoutMs: flags.timeout,
      progress: this.progress,
      signal: this.interrupted,
    });
    const { from, to, revision } = done;
    return {
      summary: `Rolled back ${workflow} from revision ${end(from)} to ${end(to)}, now revision ${revision}${unlike[done.differs]}`,
      result: done,
    };
  }
}

/** What the ends alone do not tell. */
const unlike = {
  code: "",
  settings: "; only settings differ, the code is the same",
  nothing: "; nothing differs between the two",
};

/** Two revisions may be of the same version: only the code tells them apart for sure. */
function end({ revision, version, code }: RolledBack["from"]): string {
  return `${revision} (${version}, ${code})`;
}
