import type { PlannedPackage } from "./modules-plan.ts";
import type { PackageUse } from "./package-use.ts";

/** The packages behind some uses, sorted by their names in the contract, with what `lockedIn` knows of their versions. */
export function plannedPackages(
  uses: readonly PackageUse[],
  lockedIn: (use: PackageUse) => string | undefined,
): PlannedPackage[] {
  const names = [...new Set(uses.map(({ dependency }) => dependency))].sort();
  return names.flatMap((dependency) => {
    const own = uses.filter((use) => use.dependency === dependency);
    const [first] = own;
    if (first === undefined) return [];
    const locked = [...new Set(own.flatMap((use) => lockedIn(use) ?? []))].sort();
    const imports = own.map(({ specifier }) => specifier);
    return [{ dependency, package: `${first.protocol}:${first.name}`, requested: first.allowed, locked, imports }];
  });
}
