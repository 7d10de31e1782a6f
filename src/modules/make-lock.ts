import { TentacularError } from "../errors.ts";
import { changedModules } from "./changed-modules.ts";
import { fetchModule } from "./fetch-module.ts";
import { hashesOf } from "./hashes-of.ts";
import type { Lock } from "./lock.ts";
import type { ModuleSource } from "./module-source.ts";
import { moduleUrl } from "./module-url.ts";
import type { PackageUse } from "./package-use.ts";
import { wantedBy } from "./pins.ts";
import { resolveUses } from "./resolve-uses.ts";
import { versionIn } from "./version-in.ts";
import { walkModules } from "./walk-modules.ts";

/** How to make a lock anew. */
export type MakeLockOptions = {
  /** Whose versions are kept. */
  old: Lock;
  source: ModuleSource;
  /** Tag of the proxy that answers, if it is known. */
  proxyVersion?: string | undefined;
  /** What gets its newest version: everything, or dependencies by their names in the contract. @default nothing */
  update: "all" | readonly string[];
};

/**
 * Makes a lock anew: the same versions, where nothing else is asked for, and the hash of every module as it is served
 * now. Other bytes under the same address are refused from the version of the proxy that the lock was made with, unless all
 * is updated; of a proxy whose version nobody says, they may be an upgrade's.
 *
 * @throws {TentacularError} `MODULE-CHANGED` (invalid), and what `resolveUses` and `walkModules` throw
 */
export async function makeLock(uses: readonly PackageUse[], options: MakeLockOptions): Promise<Lock> {
  const { source, proxyVersion } = options;
  const old = ofThisProxy(options.old, source.proxy);
  const redirects = keptRedirects(old, uses, options);
  const kept: Lock = { ...old, redirects, remote: {} };
  const resolved = await resolveUses(uses, { lock: kept, source });
  const entries = uses.map((use, index) => moduleUrl(source.proxy, { ...use, version: resolved[index]?.version }));
  const graph = await walkModules(entries, {
    load: async (url) => {
      const redirect = redirects[url];
      return redirect === undefined ? await fetchModule(source, url) : { redirect };
    },
  });
  const remote = await hashesOf(graph);
  refuseChanged(old, remote, options);
  const asked = Object.assign(
    {},
    ...resolved.map((each) => each.redirects),
    ownRedirects(redirects, uses, source.proxy),
  );
  const { tentacular: _, ...rest } = old;
  return {
    ...rest,
    redirects: { ...asked, ...graph.redirects },
    remote,
    ...(proxyVersion ? { tentacular: { moduleProxy: proxyVersion } } : {}),
  };
}

/** A lock that was made for another address of a proxy still says which versions were chosen. */
function ofThisProxy(lock: Lock, proxy: string): Lock {
  const { origin } = new URL(proxy);
  const here = (url: string) => url.replace(/^https?:\/\/[^/]+/, origin);
  const foreign = !Object.keys(lock.remote).some((url) => url.startsWith(`${origin}/`));
  if (!foreign) return lock;
  const redirects = Object.entries(lock.redirects).map(([from, to]) => [here(from), here(to)]);
  return { ...lock, redirects: Object.fromEntries(redirects), remote: {} };
}

function keptRedirects({ redirects }: Lock, uses: readonly PackageUse[], { update }: MakeLockOptions) {
  if (update === "all") return {};
  const updated = uses.filter(({ dependency }) => update.includes(dependency));
  const kept = Object.entries(redirects).filter(([, to]) => !updated.some((use) => versionIn(to, use) !== undefined));
  return Object.fromEntries(kept);
}

/** Those that say what the contract's and the code's ranges became; modules never ask for them. */
function ownRedirects(redirects: Record<string, string>, uses: readonly PackageUse[], proxy: string) {
  const urls = uses.flatMap((use) => {
    const { protocol, name } = use;
    return wantedBy(use).map((version) => moduleUrl(proxy, { protocol, name, version }));
  });
  return Object.fromEntries(Object.entries(redirects).filter(([from]) => urls.includes(from)));
}

function refuseChanged(old: Lock, remote: Record<string, string>, { update, proxyVersion }: MakeLockOptions): void {
  const madeBy = old.tentacular?.moduleProxy;
  if (update === "all" || proxyVersion === undefined || (madeBy !== undefined && madeBy !== proxyVersion)) return;
  const changed = changedModules(old.remote, remote);
  if (changed.length === 0) return;
  const more = changed.length > 1 ? ` and ${changed.length - 1} more` : "";
  throw new TentacularError(`The module proxy serves other bytes of "${changed[0]}"${more} than deno.lock has`, {
    code: "MODULE-CHANGED",
    exit: "invalid",
    place: { file: "deno.lock" },
    remedy: 'Find out who changed the proxy or the package; "tntc contract lock --update" takes what is served now',
    result: { changed },
  });
}
