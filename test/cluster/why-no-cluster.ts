import { TentacularError } from "../../src/errors.ts";

/** Why this machine cannot run a cluster at all, in one sentence; nothing if it can. */
export function whyNoCluster(): string | undefined {
  if (process.platform !== "linux") return "The test cluster needs Linux";
  if (process.getuid?.() !== 0) return "The test cluster needs root, for its own network namespace and containers";
  return undefined;
}

/** What still works on such a machine. */
export const worksWithoutCluster = '"make check", "tntc dev" and "tntc test" work without it';

/** @throws {TentacularError} `NO-CLUSTER`, saying why and what still works */
export function requireLinuxRoot(): void {
  const reason = whyNoCluster();
  if (reason) throw new TentacularError(reason, { code: "NO-CLUSTER", exit: "preflight", remedy: worksWithoutCluster });
}
