/** Where a program of the engine is: beside this one when bundled, among the sources when not. */
export function programUrl(name: "reader" | "runner"): string {
  const path = import.meta.url.endsWith(".ts") ? `../${name}/main.ts` : `./${name}.js`;
  return new URL(path, import.meta.url).href;
}
