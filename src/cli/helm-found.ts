import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** The Helm that cluster commands would use. */
export type HelmFound = { version: string; path: string };

/** Asks `HELM_BIN`, else the `helm` of the PATH, for its version; null when there is none. */
export async function findHelm(signal: AbortSignal, env: NodeJS.ProcessEnv = process.env): Promise<HelmFound | null> {
  for (const path of new Set([env["HELM_BIN"] || "helm", "helm"])) {
    const version = await versionOf(path, { env, signal });
    if (version !== undefined) return { version, path };
  }
  return null;
}

type Surroundings = { env: NodeJS.ProcessEnv; signal: AbortSignal };

async function versionOf(path: string, { env, signal }: Surroundings): Promise<string | undefined> {
  try {
    const args = ["version", "--template", "{{.Version}}"];
    const options = { env: { ...env, HELM_NO_PLUGINS: "1" }, signal, timeout: 10_000 };
    const { stdout } = await promisify(execFile)(path, args, options);
    return stdout.trim().replace(/^v/, "");
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
