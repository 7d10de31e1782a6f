import type { ModuleSources } from "./module-sources.ts";

/** The environment by which Deno finds other registries than the public ones. */
export function registries({ npmRegistry, jsrRegistry }: ModuleSources): Record<string, string> {
  return {
    ...(npmRegistry !== undefined && { NPM_CONFIG_REGISTRY: npmRegistry }),
    ...(jsrRegistry !== undefined && { JSR_URL: jsrRegistry }),
  };
}
