import type { ModuleMode, PlannedPackage } from "../../modules/modules-plan.ts";
import type { ContractDrift } from "../../workflow/contract-drift.ts";
import type { Problem } from "../problem.ts";

/** Where packages come from, and whether it answers. */
export type ModuleServer = {
  url: string;
  /** What it is: the module proxy, or a mirror of a registry. */
  kind: "proxy" | "npm" | "jsr";
  /** Tag of the proxy's image, as the cluster says. */
  version?: string;
  /** Absent: this user may not ask it. */
  answers?: boolean;
  /** Of the proxy: room on its disk, by its own word. */
  disk?: string;
};

/** One package, and whether it can be had now as it is locked. */
export type PackageStatus = PlannedPackage & {
  /** `missing`: not in the lock yet · `unreachable`: cannot be had · `changed`: served with other bytes ·
   * `unknown`: this user may not ask */
  state: "ok" | "missing" | "unreachable" | "changed" | "unknown";
  /** Modules and bytes below it; absent where nobody can tell. */
  modules?: number;
  bytes?: number;
};

/** How the packages of a contract are, and whether the code keeps to it. */
export type ContractStatus = {
  workflow: string;
  version: string;
  mode: ModuleMode | "none";
  servers: ModuleServer[];
  /** Version of the proxy that the lock was made with, when it says so. */
  lockedWith?: string;
  packages: PackageStatus[];
  /** What code reaches and the contract lacks, and what it declares and no code uses. */
  drift: ContractDrift;
  problems: Problem[];
};
