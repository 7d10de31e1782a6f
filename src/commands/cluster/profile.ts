import { Flags } from "@oclif/core";
import { clusterFlags, clusterTarget } from "../../cluster-flags.ts";
import { type Outcome, TentacularCommand } from "../../command.ts";
import { profileMarkdown } from "../../output/profile-markdown.ts";
import { profileView } from "../../output/profile-view.ts";
import type { ClusterProfile } from "../../platform/profile/cluster-profile.ts";
import { profileCluster } from "../../platform/profile/profile-cluster.ts";

/** `tntc cluster profile`: what a cluster is like. */
export default class Profile extends TentacularCommand<ClusterProfile> {
  static override summary = "Show what a cluster is like";
  static override description =
    "Versions, nodes, sandboxes, network, addresses of the API server as pods see them, storage, and what holds in the " +
    "namespace. What you may not read is said, and stops nothing.";
  static override examples = [
    "<%= config.bin %> cluster profile",
    "<%= config.bin %> cluster profile --probe -o markdown",
  ];
  static override flags = {
    ...clusterFlags,
    output: Flags.option({
      char: "o",
      options: ["text", "json", "markdown"] as const,
      default: "text",
      description: "Text for people, JSON for programs, markdown to keep",
      helpGroup: "GLOBAL",
    })(),
    probe: Flags.boolean({ description: "Also measure whether NetworkPolicy is enforced, with two pods" }),
  };

  protected async execute(): Promise<Outcome<ClusterProfile>> {
    const { flags } = await this.parse(Profile);
    const { progress, interrupted: signal } = this;
    const output: string = flags.output;
    const profile = await profileCluster({ target: await clusterTarget(flags), probe: flags.probe, progress, signal });
    return {
      summary: `${profile.context}: Kubernetes ${profile.kubernetes.version}`,
      result: profile,
      view: () => (output === "markdown" ? profileMarkdown(profile) : profileView(profile)),
    };
  }
}
