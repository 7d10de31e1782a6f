import { Flags } from "@oclif/core";
import { toType } from "../../cluster/api/to-type.ts";
import { type ClusterTarget, clusterFlags, clusterTarget } from "../../cluster-flags.ts";
import { type Outcome, TentacularCommand } from "../../command.ts";
import { durationFlag } from "../../duration-flag.ts";
import { readSettings } from "../../image/settings.ts";
import { systemNamespace } from "../../image/system-namespace.ts";
import { installSystem } from "../../platform/install/install-system.ts";
import type { InstalledSystem } from "../../platform/install/installed-system.ts";

/** `tntc cluster install`: what workflows need of a cluster, as one Helm release. */
export default class Install extends TentacularCommand<InstalledSystem> {
  static override summary = "Install or upgrade what workflows need of a cluster";
  static override description =
    "Shows every object that would come, change or go, then installs or upgrades the Helm release tentacular-system: " +
    "module proxy, roles, policies. What earlier installs were given stays given; what was changed by hand is set back. " +
    "Whatever stands in the way is told before anything is changed. Where nothing differs, nothing is done.";
  static override examples = [
    "<%= config.bin %> cluster install --dry-run",
    "<%= config.bin %> cluster install --wait",
    "<%= config.bin %> cluster install --set moduleProxy.storage=pvc --values platform.yaml",
  ];
  static override flags = {
    ...clusterFlags,
    namespace: { ...clusterFlags.namespace, defaultHelp: "system_namespace of the settings, else tentacular-system" },
    values: Flags.string({
      char: "f",
      multiple: true,
      default: [],
      helpValue: "FILE",
      description: "File of values for the chart; goes before the settings",
    }),
    set: Flags.string({
      multiple: true,
      default: [],
      helpValue: "KEY=VALUE",
      description: "One value for the chart; goes before files",
    }),
    "reset-values": Flags.boolean({ description: "Forget what earlier installs were given" }),
    "dry-run": Flags.boolean({ description: "Only show what would be done" }),
    wait: Flags.boolean({ description: "Wait until its pods serve" }),
    timeout: durationFlag({ default: 300_000, description: "How long to wait with --wait" }),
  };

  protected async execute(): Promise<Outcome<InstalledSystem>> {
    const { flags } = await this.parse(Install);
    const target = await clusterTarget(flags);
    const installed = await installSystem({
      target,
      valueFiles: flags.values,
      set: flags.set,
      resetValues: flags["reset-values"],
      dryRun: flags["dry-run"],
      waitMs: flags.wait ? flags.timeout : undefined,
      progress: this.progress,
      signal: this.interrupted,
    });
    const settled = systemNamespace(await readSettings("."));
    return { summary: summary(installed), result: installed, hints: hints(installed, settled, target) };
  }
}

function summary({ outcome, version, namespace, revision, ready }: InstalledSystem): string {
  const chart = `system chart ${version}`;
  const all = ready ? `, ${ready.length === 0 ? "without pods to wait for" : `${ready.join(", ")} ready`}` : "";
  switch (outcome) {
    case "planned":
      return `Would install ${chart} in namespace ${namespace}; nothing was changed`;
    case "unchanged":
      return `Unchanged: ${chart} in namespace ${namespace}${all}`;
    default:
      return `${outcome === "installed" ? "Installed" : "Upgraded to"} ${chart} in namespace ${namespace} (revision ${revision})${all}`;
  }
}

function hints({ outcome, namespace }: InstalledSystem, settled: string, target: ClusterTarget): string[] {
  if (outcome === "planned") return [];
  const where = `Everybody who deploys here needs "system_namespace: ${namespace}" in the settings`;
  return [
    ...(namespace === settled ? [] : [where]),
    `Next: ${toType("tntc cluster check", { ...target, namespace: undefined })}`,
  ];
}
