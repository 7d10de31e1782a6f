import { posix } from "node:path";
import type { Package } from "./package.ts";
import { stripExtension } from "./strip-extension.ts";

const endings = [".d.mts", ".d.ts", ".d.cts"];

/** The declaration file that lies beside an entry's code, or where its path leads; "" if there is none. */
export function typesBeside(pkg: Package, path: string, main: string): string {
  const code = main ? stripExtension(main) : undefined;
  const places = path === "index" ? ["./index", code] : [code, `./${path}`, `./${path}/index`];
  const index = code && posix.basename(code) === "index" ? `${posix.dirname(code)}/index` : undefined;
  return first(pkg, [...places, index]);
}

/** A path as `types` names it, turned into a declaration file that exists; "" if there is none. */
export function typesThatExist(pkg: Package, types: string): string {
  if (!types) return "";
  const path = `./${posix.normalize(types)}`;
  if (/\.d\.[mc]?ts$/.test(path)) return pkg.has(path) ? path : "";
  if (/\.[mc]?js$/.test(path)) return first(pkg, [stripExtension(path)]);
  return first(pkg, [path.replace(/\.d$/, ""), `${path}/index`]);
}

function first(pkg: Package, places: readonly (string | undefined)[]): string {
  const known = places.filter((place) => place !== undefined);
  return known.flatMap((place) => endings.map((ending) => place + ending)).find((path) => pkg.has(path)) ?? "";
}
