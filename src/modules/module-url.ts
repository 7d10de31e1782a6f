import type { PackageName } from "../workflow/package-name.ts";
import { denoUrl } from "./deno-url.ts";

/** What of a package: a version or a range, and a path in it. */
export type ModulePath = PackageName & { version?: string | undefined; subpath?: string | undefined };

/** Without it the proxy builds for browsers, whenever somebody else than Deno asks first. */
const target = "target=denonext";

/**
 * Where the module proxy serves a package.
 *
 * @example
 * moduleUrl("http://esm-sh:8080", { protocol: "jsr", name: "@std/csv", version: "1.0.6" });
 * // "http://esm-sh:8080/jsr/@std/csv@1.0.6?target=denonext"
 */
export function moduleUrl(proxy: string, { protocol, name, version, subpath }: ModulePath): string {
  const asked = version === undefined || version === "*" ? name : `${name}@${version.replaceAll("%", "%25")}`;
  const path = `${protocol === "jsr" ? "/jsr" : ""}/${asked}${subpath ? `/${subpath}` : ""}`;
  return denoUrl(`${path}?${target}`, proxy);
}
