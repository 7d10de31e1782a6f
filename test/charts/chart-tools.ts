import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { progressOn } from "../../src/output/progress.ts";
import { buildPrograms } from "../cluster/build-programs.ts";
import { type HelmVersion, helmBinary, kubectlBinary } from "../cluster/helm-binary.ts";
import type { ProgramName } from "../cluster/programs.ts";

const names = ["ct", "helm-docs", "kube-score"] as const satisfies readonly ProgramName[];

/** Puts the tools that judge charts into a folder under their own names, for ct calls the others by name. */
export async function chartTools(folder: string, helm: HelmVersion = "4.2.3"): Promise<string> {
  const programs = await buildPrograms(names, progressOn(process.stderr));
  const found = new Map<string, string>([
    ...programs,
    ["helm", await helmBinary(helm)],
    ["kubectl", await kubectlBinary()],
  ]);
  await mkdir(folder, { recursive: true });
  for (const [name, path] of found) await symlink(path, join(folder, name));
  return folder;
}
