import type { ModuleMode, PlannedPackage } from "../../modules/modules-plan.ts";

/** A lock that was made anew. */
export type Relocked = {
  workflow: string;
  mode: ModuleMode;
  /** Whether deno.lock was written. */
  changed: boolean;
  /** Modules whose hash it holds; none in mode `mirror`, where Deno locks whole packages. */
  modules: number;
  /** Each package with the versions that were locked before. */
  packages: (PlannedPackage & { before: string[] })[];
};
