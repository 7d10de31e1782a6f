import type { Kube } from "../api/kube.ts";
import { lookForSystem } from "./look-for-system.ts";
import type { System } from "./system.ts";

/**
 * The installed system chart's facts; undefined when there is none, or when this user may not see it: callers then go
 * on as in a cluster without one.
 *
 * @throws {TentacularError} `CLUSTER-UNREACHABLE`, `CLUSTER-REFUSED`
 */
export async function readSystem(kube: Kube, namespace: string): Promise<System | undefined> {
  const found = await lookForSystem(kube, namespace);
  return found.state === "installed" ? found.system : undefined;
}
