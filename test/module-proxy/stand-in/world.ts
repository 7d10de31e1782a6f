import type { Config } from "./config.ts";
import { ModuleStore } from "./module-store.ts";
import { PackageStore } from "./package-store.ts";
import { Registry } from "./registry.ts";

/** All that lives as long as the program. */
export type World = { config: Config; registry: Registry; packages: PackageStore; modules: ModuleStore; begun: number };

/** The world of one config. */
export function worldOf(config: Config): World {
  const registry = new Registry(config);
  const packages = new PackageStore(`${config.workDir}/npm`, registry);
  const modules = new ModuleStore(config, registry, packages);
  return { config, registry, packages, modules, begun: performance.now() };
}
