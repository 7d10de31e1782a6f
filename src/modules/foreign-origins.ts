import type { Lock } from "./lock.ts";
import { lockOrigins } from "./lock-origins.ts";

/** The origins that a lock was made for, when this module proxy is not among them; else none. */
export function foreignOrigins(lock: Lock, proxy: string): string[] {
  const origins = lockOrigins(lock);
  return origins.includes(new URL(proxy).origin) ? [] : origins;
}
