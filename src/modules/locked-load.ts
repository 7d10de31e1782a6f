import { TentacularError } from "../errors.ts";
import { type Fetched, fetchModule } from "./fetch-module.ts";
import type { Lock } from "./lock.ts";
import type { ModuleCache } from "./module-cache.ts";
import type { ModuleSource } from "./module-source.ts";
import { sha256 } from "./sha256.ts";

/** Where bytes come from that the lock knows only by their hash. */
export type LockedLoadOptions = { lock: Lock; cache: ModuleCache; source: ModuleSource };

/**
 * Loads modules as a lock has them: from the cache, else from the source when it still serves the same bytes.
 *
 * @throws {TentacularError} `MODULE-CHANGED` (invalid); `LOCK-INCOMPLETE` (invalid); `MODULE-UNAVAILABLE`, from what it loads
 */
export function lockedLoad({ lock, cache, source }: LockedLoadOptions): (url: string) => Promise<Fetched> {
  return async (url) => {
    const redirect = lock.redirects[url];
    if (redirect !== undefined) return { redirect };
    const expected = lock.remote[url];
    if (expected === undefined) throw incomplete(url);
    const cached = await cache.get(expected);
    if (cached) return { bytes: cached };
    const fetched = await fetchModule(source, url);
    if ("redirect" in fetched || (await sha256(fetched.bytes)) !== expected) throw changed(url);
    await cache.put(expected, fetched.bytes);
    return fetched;
  };
}

function changed(url: string): TentacularError {
  return new TentacularError(`The module proxy serves other bytes of "${url}" than deno.lock has`, {
    code: "MODULE-CHANGED",
    exit: "invalid",
    place: { file: "deno.lock" },
    remedy:
      'After an upgrade of the proxy make the lock anew: "tntc contract lock"; else find out who changed the package',
    result: { url },
  });
}

function incomplete(url: string): TentacularError {
  return new TentacularError(`The lock has no hash of "${url}"`, {
    code: "LOCK-INCOMPLETE",
    exit: "invalid",
    place: { file: "deno.lock" },
    remedy: 'Make it anew: "tntc contract lock"',
  });
}
