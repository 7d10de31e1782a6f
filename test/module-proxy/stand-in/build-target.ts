/** What a module is built for. */
export type BuildTarget = "denonext" | "deno" | "node" | `es20${number}` | "esnext";

const named = /^(denonext|deno|node|esnext|es20(15|16|17|18|19|20|21|22|23|24))$/;

/** Whether a word names a build target. */
export function isBuildTarget(word: string): word is BuildTarget {
  return named.test(word);
}

/** The target for a client, by its User-Agent: only Deno, Node, Bun and undici are told apart from browsers. */
export function buildTargetFor(userAgent: string): BuildTarget {
  const deno = /^Deno\/(\d+)\.(\d+)\.(\d+)/.exec(userAgent);
  if (deno) return atLeast(deno.slice(1).map(Number), [1, 33, 2]) ? "denonext" : "deno";
  return /^(Node|Bun)\/|^undici|^node$/.test(userAgent) ? "node" : "es2022";
}

function atLeast(version: readonly number[], floor: readonly number[]): boolean {
  const differs = floor.findIndex((part, index) => version[index] !== part);
  return differs < 0 || (version[differs] ?? 0) > (floor[differs] ?? 0);
}

/** Whether Node's built-in modules must be replaced, because a browser has none. */
export function isBrowser(target: BuildTarget): boolean {
  return target.startsWith("es");
}
