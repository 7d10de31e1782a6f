import type { Imports } from "../wire/imports.ts";
import type { ModuleSources } from "./module-sources.ts";

/**
 * What a runner may import from elsewhere. With a contract nothing but what the deployment names, and of that only
 * what the lock holds; without one, whatever Deno imports by itself.
 */
export function importFlags({ open, lock }: Imports, sources: ModuleSources): string[] {
  const { servers, npmRegistry, unlocked, any } = sources;
  if (open) return ["--no-lock"];
  // Deno's own list of servers has JSR; a registry that somebody names replaces it.
  if (unlocked) return [...(servers.length > 0 ? [`--allow-import=${servers.join(",")}`] : []), "--no-lock"];
  return [
    ...(npmRegistry === undefined ? ["--no-npm"] : []),
    servers.length > 0 ? `--allow-import=${servers.join(",")}` : "--no-remote",
    // A lock speaks of modules from elsewhere only.
    ...(lock !== undefined && any ? [`--lock=${lock}`, "--frozen"] : ["--no-lock"]),
  ];
}
