import { folderUrl } from "../runner/folder-url.ts";
import type { Addresses, ImportMap, Imports } from "../wire/imports.ts";

/** Where the map is, and who reads its text. */
type Source = Pick<Imports, "open"> & { file?: string | undefined; parse: (text: string) => ImportMap };

/** `tentacular` is for types; a value import of it finds an empty module. */
const ours: Addresses = { tentacular: "data:text/javascript,export{}" };

/**
 * The import map and the lock of a workflow's folder, where they are there. A map given to Deno replaces every other,
 * so ours is laid over it; what is relative in it is made absolute, since it is handed over from another place.
 * @throws what `parse` does
 */
export async function readImports(
  dir: string,
  { open, file = `${dir}/import_map.json`, parse }: Source,
): Promise<Imports> {
  if (open) return { open, map: { imports: ours } };
  const text = await Deno.readTextFile(file).catch(() => undefined);
  const own = text === undefined ? { imports: {} } : absolute(parse(text), folderUrl(dir));
  const map = { ...own, imports: { ...own.imports, ...ours } };
  const lock = `${dir}/deno.lock`;
  const locked = await Deno.stat(lock).then(
    () => true,
    () => false,
  );
  return { open, map, ...(locked && { lock }) };
}

function absolute({ imports, scopes }: ImportMap, base: string): ImportMap {
  const resolved = (from: Addresses): Addresses =>
    Object.fromEntries(
      Object.entries(from).map(([key, value]) => [at(key, base), value === null ? null : at(value, base)]),
    );
  const nested = Object.entries(scopes ?? {}).map(([scope, inner]): [string, Addresses] => [
    new URL(scope, base).href,
    resolved(inner),
  ]);
  return { imports: resolved(imports), ...(nested.length > 0 && { scopes: Object.fromEntries(nested) }) };
}

/** Only what begins like a path is relative; all else is a name or an address already. */
function at(specifier: string, base: string): string {
  return /^\.{0,2}\//.test(specifier) ? new URL(specifier, base).href : specifier;
}
