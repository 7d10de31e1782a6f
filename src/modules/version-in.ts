import type { PackageName } from "../workflow/package-name.ts";

/** The version in an address of a package: `…/zod@3.25.76/v4?target=denonext` → `3.25.76`; undefined for another package. */
export function versionIn(url: string, { protocol, name }: PackageName): string | undefined {
  const { pathname } = new URL(url);
  const start = `${protocol === "jsr" ? "/jsr" : ""}/${name}@`;
  const path = decodeURI(pathname);
  return path.startsWith(start) ? path.slice(start.length).split("/")[0] : undefined;
}
