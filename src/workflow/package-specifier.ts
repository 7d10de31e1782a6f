import { isPackage } from "./is-package.ts";
import type { PackageName } from "./package-name.ts";

/** An import of a package, taken apart. */
export type PackageSpecifier = PackageName & {
  /** Exact version, range or tag, as written; absent when there is none. */
  request?: string;
  /** What follows the version, e.g. `v4/mini`; absent for the package itself. */
  subpath?: string;
};

const written = /^(npm|jsr):\/?((?:@[^/@]+\/)?[^/@]+)(?:@([^/]*))?(?:\/(.*))?$/;

/**
 * `npm:@scope/name@^1/sub` → its parts; undefined for what is no package.
 *
 * @example
 * packageSpecifier("npm:zod@^3/v4"); // { protocol: "npm", name: "zod", request: "^3", subpath: "v4" }
 */
export function packageSpecifier(specifier: string): PackageSpecifier | undefined {
  const [, protocol, name, request, subpath] = written.exec(specifier) ?? [];
  if (!isPackage(protocol) || name === undefined) return undefined;
  // What JSR serves always has a scope.
  if (protocol === "jsr" && !name.startsWith("@")) return undefined;
  return { protocol, name, ...(request ? { request } : {}), ...(subpath ? { subpath } : {}) };
}
