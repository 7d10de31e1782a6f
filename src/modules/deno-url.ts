/** Stands for "^" where Node would encode it and Deno does not. */
const caret = "-caret-5e-";

/**
 * An address as Deno writes it into its lock. The two differ in one character that versions are full of.
 *
 * @example
 * denoUrl("/zod@^3?target=denonext", "http://esm-sh:8080"); // "http://esm-sh:8080/zod@^3?target=denonext"
 */
export function denoUrl(specifier: string, base?: string): string {
  const url = new URL(specifier.replaceAll("^", caret), base?.replaceAll("^", caret));
  url.hash = "";
  return url.href.replaceAll(caret, "^");
}
