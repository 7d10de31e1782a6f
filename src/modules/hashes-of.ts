import { sha256 } from "./sha256.ts";
import type { ModuleGraph } from "./walk-modules.ts";

/** The sha256 of each module by its address, as a lock has them. */
export async function hashesOf({ modules }: ModuleGraph): Promise<Record<string, string>> {
  const pairs = [...modules].map(async ([url, { bytes }]): Promise<[string, string]> => [url, await sha256(bytes)]);
  return Object.fromEntries(await Promise.all(pairs));
}
