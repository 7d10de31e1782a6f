import type { System } from "./system.ts";

/** Whether an installed system chart and this program belong together, and what to do when they do not. */
export type VersionFit = {
  /** "nearly": what both know works, what only one knows may not. "no": nothing is promised. */
  fits: "yes" | "nearly" | "no";
  message: string;
  remedy: string;
};

/**
 * Chart and program carry one version number. The same major and minor fit; another minor is worth a warning, for
 * authors update later than their platform; another major is refused.
 *
 * @example
 * versionFit({ version: "1.2.0" }, "1.1.4").fits; // "nearly"
 */
export function versionFit({ version }: Pick<System, "version">, program: string): VersionFit {
  const [chart, own] = [parts(version), parts(program)];
  if (chart === undefined || own === undefined) {
    return { fits: "nearly", message: "The system chart does not say its version", remedy: upgrade };
  }
  const [both, older] = [`System chart ${version} and tntc ${program}`, isOlder(chart, own)];
  const remedy = older ? upgrade : `Use tntc ${chart.major}.${chart.minor}, the version of the system chart`;
  if (chart.major !== own.major)
    return { fits: "no", message: `${both} do not fit: their major versions differ`, remedy };
  if (chart.minor === own.minor) return { fits: "yes", message: `${both} fit`, remedy: "" };
  return {
    fits: "nearly",
    message: `${both} are a minor version apart: the ${older ? "chart" : "program"} is older`,
    remedy,
  };
}

const upgrade = "Upgrade the system chart: tntc cluster install";

type Parts = { major: number; minor: number };

function parts(version: string): Parts | undefined {
  const found = /^v?(\d+)\.(\d+)\./.exec(version);
  return found ? { major: Number(found[1]), minor: Number(found[2]) } : undefined;
}

function isOlder(chart: Parts, own: Parts): boolean {
  return chart.major < own.major || (chart.major === own.major && chart.minor < own.minor);
}
