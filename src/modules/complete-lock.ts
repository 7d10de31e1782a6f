import { fetchModule } from "./fetch-module.ts";
import { hashesOf } from "./hashes-of.ts";
import type { Lock } from "./lock.ts";
import type { ModuleSource } from "./module-source.ts";
import { moduleUrl } from "./module-url.ts";
import type { PackageUse } from "./package-use.ts";
import { pinsIn } from "./pins.ts";
import { resolveUses } from "./resolve-uses.ts";
import { walkModules } from "./walk-modules.ts";

/** From what, and from where, to complete. */
export type CompleteLockOptions = {
  lock: Lock;
  source: ModuleSource;
  /** Tag of the proxy that answers, if it is known. */
  proxyVersion?: string | undefined;
};

/**
 * Resolves what a lock lacks, and nothing else: without anything missing, nothing is asked.
 *
 * @throws {TentacularError} what `resolveVersion` and `walkModules` throw
 */
export async function completeLock(uses: readonly PackageUse[], options: CompleteLockOptions): Promise<Lock> {
  const { lock, source, proxyVersion } = options;
  const { missing } = pinsIn(lock, uses, source.proxy);
  if (missing.length === 0) return lock;
  const resolved = await resolveUses(missing, options);
  const entries = missing.map((use, index) => {
    return moduleUrl(source.proxy, { ...use, version: resolved[index]?.version });
  });
  const graph = await walkModules(entries, {
    load: async (url) => {
      const redirect = lock.redirects[url];
      return redirect === undefined ? await fetchModule(source, url) : { redirect };
    },
    known: (url) => Object.hasOwn(lock.remote, url),
  });
  const redirects = Object.assign({}, lock.redirects, ...resolved.map((each) => each.redirects), graph.redirects);
  const remote = { ...lock.remote, ...(await hashesOf(graph)) };
  return { ...lock, redirects, remote, ...(proxyVersion ? { tentacular: { moduleProxy: proxyVersion } } : {}) };
}
