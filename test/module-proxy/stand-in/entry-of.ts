import { posix } from "node:path";
import { type BuildTarget, isBrowser } from "./build-target.ts";
import { type Entry, entryAt, entryOfConditions } from "./conditions.ts";
import type { Target } from "./manifest.ts";
import { moduleShape } from "./module-shape.ts";
import type { Package } from "./package.ts";
import { stripExtension } from "./strip-extension.ts";
import { typesBeside, typesThatExist } from "./types-beside.ts";

/** What a request's path below a package means: its main entry if empty. An entry without code and types is none. */
export async function entryOf(pkg: Package, subPath: string, target: BuildTarget): Promise<Entry> {
  const entry = subPath ? subEntry(pkg, subPath, target) : mainEntry(pkg, target);
  const browser = isBrowser(target) && entry.main ? pkg.manifest.browser[entry.main] : undefined;
  const main = browser ? entryAt(browser, pkg.manifest.type === "module") : entry;
  return { ...(await complete(pkg, main)), types: typesThatExist(pkg, entry.types) };
}

function mainEntry(pkg: Package, target: BuildTarget): Entry {
  const { manifest, entries } = pkg;
  const typed = manifest.type === "module";
  const plain =
    manifest.module && pkg.has(manifest.module) ? entryAt(manifest.module, true) : entryAt(manifest.main ?? "", typed);
  const exported = existing(pkg, conditions(pkg, entries["."], target));
  const index = ["index.mjs", "index.js", "index.cjs"].find((name) => pkg.has(name));
  const found = [exported, plain].find(({ main }) => main) ?? entryAt(index ? `./${index}` : "", typed);
  const types = exported.types || manifest.types || manifest.typings || typesBeside(pkg, "index", found.main);
  return { ...found, types };
}

function subEntry(pkg: Package, subPath: string, target: BuildTarget): Entry {
  if (/\.d\.[mc]?ts$/.test(subPath)) return { main: "", module: false, types: `./${subPath}` };
  if (/\.(json|jsx|tsx?|[mc]ts)$/.test(subPath) && pkg.has(subPath)) return entryAt(subPath, true);
  const exported = existing(pkg, exportedEntry(pkg, subPath, target));
  const found = exported.main ? exported : entryOnDisk(pkg, subPath);
  return { ...found, types: exported.types || typesBeside(pkg, subPath, found.main) };
}

/** The entry of `exports` with this name, with or without an extension, or else one with a star. */
function exportedEntry(pkg: Package, subPath: string, target: BuildTarget): Entry {
  const { entries } = pkg;
  const exact = entries[`./${subPath}`];
  if (exact !== undefined) return conditions(pkg, exact, target);
  for (const [name, found] of Object.entries(entries)) {
    if (stripExtension(name, [".mjs", ".cjs", ".js"]) === `./${subPath}`) return conditions(pkg, found, target);
    const [before = "", after] = name.split("*");
    if (after === undefined || !`./${subPath}`.startsWith(before) || !subPath.endsWith(after)) continue;
    const star = `./${subPath}`.slice(before.length);
    const entry = existing(pkg, withExtension(pkg, conditions(pkg, replaceStar(found, star), target)));
    if (entry.main || entry.types) return entry;
  }
  return { main: "", module: false, types: "" };
}

function conditions(pkg: Package, found: Target | undefined, target: BuildTarget): Entry {
  return entryOfConditions(found, { target, preferred: pkg.manifest.type === "module" ? "module" : "commonjs" });
}

function replaceStar(found: Target, star: string): Target {
  if (typeof found === "string") return found.replaceAll("*", star);
  if (Array.isArray(found)) return found.map((one) => replaceStar(one, star));
  if (!found || typeof found !== "object") return found;
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, replaceStar(value, star)]));
}

function withExtension(pkg: Package, entry: Entry): Entry {
  if (!entry.main || pkg.has(entry.main)) return entry;
  const found = [".mjs", ".js", ".cjs", "/index.mjs", "/index.js", "/index.cjs"].find((one) =>
    pkg.has(entry.main + one),
  );
  return found ? entryAt(entry.main + found, entry.module && !found.endsWith(".cjs"), entry.types) : entry;
}

function existing(pkg: Package, entry: Entry): Entry {
  const main = entry.main && pkg.has(entry.main) ? entry.main : "";
  return { main, module: main !== "" && entry.module, types: entry.types && pkg.has(entry.types) ? entry.types : "" };
}

const sources = ["mjs", "js", "cjs", "mts", "ts", "tsx", "cts"];

function entryOnDisk(pkg: Package, subPath: string): Entry {
  for (const extension of sources) {
    const module = /^m?ts$|^mjs$/.test(extension) || (extension === "js" && pkg.manifest.type === "module");
    const found = [`./${subPath}.${extension}`, `./${subPath}/index.${extension}`].find((path) => pkg.has(path));
    if (found) return entryAt(found, module);
  }
  return { main: "", module: false, types: "" };
}

async function complete(pkg: Package, entry: Entry): Promise<Entry> {
  if (!entry.main) return entry;
  const main = `./${posix.normalize(entry.main)}`;
  const own = entry.module ? ".mjs" : ".cjs";
  const found = ["", own, ".js", `/index${own}`, "/index.js"].find((end) => pkg.has(main + end));
  if (found === undefined) return { ...entry, main: "", module: false };
  const path = main + found;
  if (entry.module || !/\.[jt]s$/.test(path)) return { ...entry, main: path };
  return { ...entry, main: path, module: (await moduleShape(pkg, path)).esm };
}
