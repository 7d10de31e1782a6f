import type { PackageUse } from "./package-use.ts";

/** A use and the address that stands for it. */
export type Mapped = { use: PackageUse; address: string; version?: string };

/** `tentacular` is for types; a value import of it finds an empty module. */
const types = { tentacular: "data:text/javascript,export{}" };

/**
 * The text of an import map: one exact key for each specifier of the code, because Deno matches packages by their
 * whole text; also the other spellings of a package that is imported as a whole, for imports that are computed.
 * Anything else stays unmapped, so that it fails at once and can be caught.
 */
export function importMap(mapped: readonly Mapped[], between: Readonly<Record<string, string>> = {}): string {
  // Where code wants several versions of a package, its bare names stand for the contract's.
  const [others, contracts] = [mapped.filter(wantsAnother), mapped.filter((each) => !wantsAnother(each))];
  const spelled = [...others, ...contracts].flatMap(({ use, address, version }): [string, string][] =>
    spellings(use, version).map((key) => [key, address]),
  );
  const literal = mapped.map(({ use, address }): [string, string] => [use.specifier, address]);
  const all = { ...types, ...Object.fromEntries(spelled), ...Object.fromEntries(literal), ...between };
  const imports = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ imports }, null, 2)}\n`;
}

function wantsAnother({ use: { request, allowed } }: Mapped): boolean {
  return request !== undefined && request !== allowed;
}

function spellings({ protocol, name, subpath, allowed }: PackageUse, version: string | undefined): string[] {
  if (subpath !== undefined) return [];
  const whole = `${protocol}:${name}`;
  return [whole, name, ...[allowed, version].flatMap((each) => (each === undefined ? [] : `${whole}@${each}`))];
}
