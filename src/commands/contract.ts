import { Args } from "@oclif/core";
import { terminal } from "../cli/terminal.ts";
import { type Outcome, TentacularCommand } from "../command.ts";
import { reachWorkflow } from "../deploy/reach-workflow.ts";
import { count } from "../output/count.ts";
import { paintFor } from "../output/paint.ts";
import { reachView } from "../output/reach-view.ts";
import type { Reach } from "../plan/reach.ts";

/** `tntc contract`: every host that a workflow can reach, and which of its nodes ask for it. */
export default class Contract extends TentacularCommand<Reach> {
  static override summary = "Show every host that the nodes can reach, and why";
  static override description =
    "What the contract opens, as Deno's permissions (by name) and the network policy (by address) see it; who may call; and where code and contract part ways. Asks no cluster.";
  static override examples = ["<%= config.bin %> contract", "<%= config.bin %> contract examples/hello -o json"];
  static override args = { dir: Args.string({ default: ".", description: "The workflow's folder" }) };

  protected async execute(): Promise<Outcome<Reach>> {
    const { args } = await this.parse(Contract);
    const result = await reachWorkflow(args.dir);
    const hosts = new Set(result.reached.flatMap(({ host }) => host ?? []));
    return {
      summary: `${result.workflow} ${result.version}: ${count(hosts.size, "host")}`,
      result,
      view: () => reachView(result, paintFor(terminal() ?? {})),
    };
  }
}
