import { readManifest } from "../cli/manifest.ts";
import { versionLine } from "../cli/version-line.ts";
import { type HelmFound, helmFound } from "../cluster/helm/helm-found.ts";
import { type Outcome, TentacularCommand } from "../command.ts";

/** What runs here: our version, Node's, and Helm's if it is found. */
type Versions = { tntc: string; node: string; platform: string; helm: HelmFound | null };

/** `tntc version`: what `--version` says, and the Helm that would be used. */
export default class Version extends TentacularCommand<Versions> {
  static override summary = "Show the versions of tntc, Node and Helm";
  static override description = "Helm is the one that the other commands start: HELM_BIN, else the first on the PATH.";
  static override examples = ["<%= config.bin %> version", "<%= config.bin %> version -o json"];

  protected async execute(): Promise<Outcome<Versions>> {
    await this.parse(Version);
    const { version } = readManifest();
    const helm = await helmFound(this.interrupted);
    const platform = `${process.platform}-${process.arch}`;
    const line = versionLine({ version });
    return {
      summary: line,
      result: { tntc: version, node: process.versions.node, platform, helm },
      view: () => `${line}\n${helm ? `helm ${helm.version} (${helm.path})` : "helm: not found"}`,
    };
  }
}
