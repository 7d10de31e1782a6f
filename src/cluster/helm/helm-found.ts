import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { findHelm } from "./find-helm.ts";

/** The Helm that cluster commands would use. */
export type HelmFound = { version: string; path: string };

/** Finds Helm as the cluster commands do, and asks its version; null when they would find none. */
export async function helmFound(signal: AbortSignal, env: NodeJS.ProcessEnv = process.env): Promise<HelmFound | null> {
  try {
    const path = findHelm(env);
    const options = { env: { ...env, HELM_NO_PLUGINS: "1" }, signal, timeout: 10_000 };
    const { stdout } = await promisify(execFile)(path, ["version", "--template", "{{.Version}}"], options);
    return { version: stdout.trim().replace(/^v/, ""), path };
  } catch {
    signal.throwIfAborted();
    return null;
  }
}
