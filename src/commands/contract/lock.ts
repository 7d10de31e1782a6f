import { Args, Flags } from "@oclif/core";
import { clusterFlags, clusterTarget } from "../../cluster-flags.ts";
import { type Outcome, TentacularCommand } from "../../command.ts";
import { relock } from "../../deploy/modules/relock.ts";
import type { Relocked } from "../../deploy/modules/relocked.ts";
import { moduleFlag } from "../../module-flag.ts";
import { relockedSummary, relockedView } from "../../output/relocked-view.ts";

/** `tntc contract lock`: makes deno.lock anew. */
export default class Lock extends TentacularCommand<Relocked> {
  static override summary = "Lock the packages that a workflow imports, in deno.lock";
  static override description =
    "Writes exact versions and hashes. Keeps the versions that are locked; --update takes the newest that the contract " +
    "allows. Drops what is not imported any more. After an upgrade of the module proxy, makes the same versions' hashes anew.";
  static override examples = [
    "<%= config.bin %> contract lock",
    "<%= config.bin %> contract lock --update",
    "<%= config.bin %> contract lock ./report --update --only zod",
  ];
  static override args = { dir: Args.string({ default: ".", description: "The workflow's folder" }) };
  static override flags = {
    ...clusterFlags,
    update: Flags.boolean({ description: "Take the newest versions that the contract allows" }),
    only: Flags.string({
      multiple: true,
      dependsOn: ["update"],
      helpValue: "NAME",
      description: "Update only this dependency of the contract",
    }),
    modules: moduleFlag,
  };

  protected async execute(): Promise<Outcome<Relocked>> {
    const { args, flags } = await this.parse(Lock);
    const target = await clusterTarget(flags);
    const update = flags.update ? (flags.only ?? "all") : [];
    const { progress } = this;
    const result = await relock({ dir: args.dir, target, asked: flags.modules, update, progress });
    return { summary: relockedSummary(result), result, view: () => relockedView(result) };
  }
}
