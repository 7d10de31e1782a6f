import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { TentacularError } from "../../errors.ts";

/**
 * The user's own Helm: `HELM_BIN` (set by Helm for its plugins, as typed: maybe a bare name or a relative path),
 * else `helm` on the PATH.
 *
 * @throws {TentacularError} `HELM-MISSING` (preflight)
 *
 * @example
 * const helm = findHelm(process.env); // "/usr/local/bin/helm"
 */
export function findHelm(env: NodeJS.ProcessEnv): string {
  const wanted = env["HELM_BIN"] || "helm";
  const found = wanted.includes("/") ? executable(resolve(wanted)) : onPath(wanted, env["PATH"] ?? "");
  if (found) return found;
  throw new TentacularError(`Helm is missing: there is no program "${wanted}"`, {
    code: "HELM-MISSING",
    exit: "preflight",
    remedy: "Install Helm 3.17 or newer (https://helm.sh), or name it with HELM_BIN",
  });
}

function onPath(name: string, path: string): string | undefined {
  for (const folder of path.split(delimiter).filter(Boolean)) {
    const found = executable(join(folder, name));
    if (found) return found;
  }
  return undefined;
}

function executable(path: string): string | undefined {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile() ? path : undefined;
  } catch {
    return undefined;
  }
}
