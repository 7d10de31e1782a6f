import type { ImportMap } from "../wire/imports.ts";

/** What an import map leads to, once each. What ends with a slash is the beginning of addresses, none by itself. */
export function addressesIn({ imports, scopes }: ImportMap): string[] {
  const addresses = [imports, ...Object.values(scopes ?? {})].flatMap((each) => Object.values(each));
  return [...new Set(addresses.flatMap((address) => (address?.endsWith("/") === false ? [address] : [])))];
}
