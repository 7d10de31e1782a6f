import type { Kube } from "../../cluster/api/kube.ts";
import type { System } from "../../cluster/system/system.ts";
import { TentacularError } from "../../errors.ts";

/**
 * A program that is older than the chart would take away what a newer one has installed; going back is Helm's
 * `rollback`, and asked for by that name.
 *
 * @throws {TentacularError} `SYSTEM-NEWER` (preflight)
 */
export function refuseOlder(kube: Pick<Kube, "onCluster">, there: System | undefined, own: string): void {
  if (there === undefined || compare(there.version, own) <= 0) return;
  throw new TentacularError(`System chart ${there.version} is installed, and tntc ${own} brings an older one`, {
    code: "SYSTEM-NEWER",
    exit: "preflight",
    remedy: `Use tntc ${there.version}; to go back: ${kube.onCluster(`helm rollback tentacular-system -n ${there.namespace}`)}`,
  });
}

function compare(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => version.replace(/^v/, "").split(/[.+-]/).slice(0, 3).map(Number));
  const at = a?.findIndex((part, index) => part !== b?.[index]) ?? -1;
  return at < 0 ? 0 : (a?.[at] ?? 0) - (b?.[at] ?? 0);
}
