import { Args } from "@oclif/core";

import { terminal } from "../cli/terminal.ts";
import { type Outcome, TentacularCommand } from "../command.ts";
import { inspectWhole } from "../modules/inspect-whole.ts";
import { paintFor } from "../output/paint.ts";
import { validationSummary, validationView } from "../output/validation-view.ts";
import { type Validation, validationOf } from "../plan/validation.ts";

/** `tntc validate`: everything that is wrong with a workflow, each with its place and what mends it. */
export default class Validate extends TentacularCommand<Validation> {
  static override summary = "Check a workflow and its code";
  static override description =
    "Reads workflow.yaml, the nodes and all that they import. Tells every finding, not only the first.";
  static override examples = ["<%= config.bin %> validate", "<%= config.bin %> validate examples/hello -o json"];
  static override args = { dir: Args.string({ default: ".", description: "The workflow's folder" }) };

  protected async execute(): Promise<Outcome<Validation>> {
    const { args } = await this.parse(Validate);
    const result = validationOf(await inspectWhole(args.dir));
    return {
      summary: validationSummary(result),
      result,
      view: () => validationView(result, { dir: args.dir, paint: paintFor(terminal() ?? {}) }),
      exit: result.valid ? "ok" : "invalid",
    };
  }
}
