import type { PackageSpecifier } from "../workflow/package-specifier.ts";

/** One way in which code imports a package that the contract declares. */
export type PackageUse = PackageSpecifier & {
  /** As written in the code. */
  specifier: string;
  /** Name under `contract.dependencies`. */
  dependency: string;
  /** The version that the contract asks for; `*` when it says none. */
  allowed: string;
};
