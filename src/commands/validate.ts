import { Args, Flags } from "@oclif/core";
import type { Inspection } from "../bundle/inspect-workflow.ts";
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
  static override examples = [
    "<%= config.bin %> validate",
    "<%= config.bin %> validate --types",
    "<%= config.bin %> validate examples/hello -o json",
  ];
  static override args = { dir: Args.string({ default: ".", description: "The workflow's folder" }) };
  static override flags = {
    types: Flags.boolean({ description: "Also check the types of the code, by Deno; takes some seconds" }),
  };

  protected async execute(): Promise<Outcome<Validation>> {
    const { args, flags } = await this.parse(Validate);
    const inspection = await inspectWhole(args.dir);
    const result = validationOf(flags.types ? await this.withTypes(inspection) : inspection);
    return {
      summary: validationSummary(result),
      result,
      view: () => validationView(result, { dir: args.dir, paint: paintFor(terminal() ?? {}) }),
      exit: result.valid ? "ok" : "invalid",
    };
  }

  /** Loaded only when it is asked for: most calls take less time than that. */
  private async withTypes(inspection: Inspection): Promise<Inspection> {
    const { checkTypes } = await import("../desk/check-types.ts");
    return checkTypes(inspection, this.interrupted);
  }
}
