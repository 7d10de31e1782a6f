import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Args } from "@oclif/core";
import { type Outcome, TentacularCommand } from "../command.ts";
import { packageRoot } from "../package-root.ts";

/** What `tntc completion -o json` gives. */
type CompletionScript = { shell: string; script: string };

/** `tntc completion`: what a shell needs to complete tntc's commands, flags and values. */
export default class Completion extends TentacularCommand<CompletionScript> {
  static override summary = "Print the completion script of a shell";
  static override description = [
    "Load it in the shell that runs, and in its start-up file for those that come:",
    "  bash  source <(tntc completion bash)",
    "  zsh   source <(tntc completion zsh)",
    "  fish  tntc completion fish | source",
    "After helm tentacular, the completion of Helm itself knows the commands and flags.",
  ].join("\n");
  static override examples = ["<%= config.bin %> completion bash"];
  static override args = {
    shell: Args.string({ required: true, options: ["bash", "zsh", "fish"], description: "bash, zsh or fish" }),
  };

  protected async execute(): Promise<Outcome<CompletionScript>> {
    const { args } = await this.parse(Completion);
    const script = await readFile(join(packageRoot(), "completion", `tntc.${args.shell}`), "utf8");
    return {
      summary: `Completion of tntc in ${args.shell}`,
      result: { shell: args.shell, script },
      view: () => script,
    };
  }
}
