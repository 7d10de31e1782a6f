import { Args, Flags } from "@oclif/core";
import { type Outcome, TentacularCommand } from "../command.ts";
import { type Served, serveLocal } from "../desk/serve-local.ts";

/** `tntc dev`: the workflow on a local port, reloaded on every save. */
export default class Dev extends TentacularCommand<Served> {
  static override summary = "Serve a workflow here, and reload it on every save";
  static override description = [
    "Runs the same engine as the cluster, with the permissions that the contract gives.",
    "What an edit breaks is told with its place; the server stays, and recovers when it is mended.",
  ].join("\n");
  static override examples = ["<%= config.bin %> dev", "<%= config.bin %> dev my-workflow --port 0"];
  static override args = {
    dir: Args.string({ default: ".", description: "The workflow's folder" }),
  };
  static override flags = {
    port: Flags.integer({
      char: "p",
      default: 8080,
      min: 0,
      max: 65535,
      helpValue: "PORT",
      description: "Where to listen; 0 takes any port that is free",
    }),
  };

  protected async execute(): Promise<Outcome<Served>> {
    const { args, flags } = await this.parse(Dev);
    const { progress, interrupted: signal } = this;
    const log = flags.output;
    const result = await serveLocal({ dir: args.dir, port: flags.port, log, progress, signal });
    return { summary: `Stopped ${result.url}`, result, exit: "ok" };
  }
}
