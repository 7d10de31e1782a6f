import type { Lock } from "./lock.ts";

/** The servers whose modules a lock has, e.g. `http://esm-sh.tentacular-system.svc.cluster.local:8080`, sorted. */
export function lockOrigins({ remote }: Lock): string[] {
  return [...new Set(Object.keys(remote).map((url) => new URL(url).origin))].sort();
}
