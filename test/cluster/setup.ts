import { clusterName } from "./fixture.ts";
import { join } from "./join.ts";

/** Around all tests on the cluster. */
export function setup(): Promise<() => Promise<void>> {
  return join(clusterName());
}
