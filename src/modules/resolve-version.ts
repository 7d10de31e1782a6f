import { TentacularError } from "../errors.ts";
import { fetchModule } from "./fetch-module.ts";
import type { ModuleSource } from "./module-source.ts";
import { moduleUrl } from "./module-url.ts";
import type { PackageUse } from "./package-use.ts";
import { exact, isAllowed, wantedBy } from "./pins.ts";
import { versionIn } from "./version-in.ts";

/** The exact version for a use, and what the proxy said to get there. */
export type Resolution = { version: string; redirects: Record<string, string> };

/**
 * Asks the proxy which version is to be used: the newest that the contract allows; where code wants an older one,
 * the newest of those.
 *
 * @throws {TentacularError} `VERSION-UNRESOLVED` (invalid), `MODULE-UNAVAILABLE`
 */
export async function resolveVersion(source: ModuleSource, use: PackageUse): Promise<Resolution> {
  const redirects: Record<string, string> = {};
  const seen: string[] = [];
  for (const wanted of wantedBy(use)) {
    const version = exact(wanted) ? wanted : await ask(source, { use, wanted, redirects });
    if (isAllowed(version, use)) return { version, redirects };
    seen.push(version);
  }
  const { protocol, name, allowed, request = "*", dependency } = use;
  throw new TentacularError(
    `No version of "${protocol}:${name}" is both "${allowed}", as the contract says, and "${request}", as the code says: the newest are ${seen.join(" and ")}`,
    {
      code: "VERSION-UNRESOLVED",
      exit: "invalid",
      remedy: `Write "${protocol}:${name}" without a version, or change contract.dependencies.${dependency}.version`,
    },
  );
}

type Question = { use: PackageUse; wanted: string; redirects: Record<string, string> };

async function ask(source: ModuleSource, { use, wanted, redirects }: Question): Promise<string> {
  const { protocol, name } = use;
  const url = moduleUrl(source.proxy, { protocol, name, version: wanted });
  const fetched = await fetchModule(source, url);
  const version = "redirect" in fetched ? versionIn(fetched.redirect, use) : undefined;
  if ("redirect" in fetched && version !== undefined) {
    redirects[url] = fetched.redirect;
    return version;
  }
  throw new TentacularError(`The module proxy does not say which version "${protocol}:${name}@${wanted}" is`, {
    code: "VERSION-UNRESOLVED",
    exit: "unreachable",
    remedy: `Write an exact version into contract.dependencies.${use.dependency}.version`,
  });
}
