/** What a path in code may hold without surprises on any carrier. */
const plain = /^[\w.@+/-]+$/;
/** The archive of the code holds 100 bytes of a name. */
const longest = 90;

/**
 * Where a module lies when it travels with the code: at its own path, so that relative imports find each other, with
 * an ending that says that it is JavaScript.
 *
 * @param hash sha256 of the module; stands in where its address makes no path
 *
 * @example
 * modulePath("http://esm-sh:8080/zod@3.25.76?target=denonext", "…"); // "modules/zod@3.25.76.mjs"
 */
export function modulePath(url: string, hash: string): string {
  const { pathname, search } = new URL(url);
  const path = pathname.slice(1);
  const ending = /\.(mjs|js|json|wasm)$/.test(path) && !search ? "" : ".mjs";
  const usual = search === "" || search === "?target=denonext";
  const fits = plain.test(path) && path.length <= longest && !path.split("/").includes("..");
  return usual && fits ? `modules/${path}${ending}` : `modules/${hash.slice(0, 24)}.mjs`;
}
