import { versionFits } from "../bundle/version-fits.ts";
import { isPackage } from "../workflow/is-package.ts";
import { type PackageSpecifier, packageSpecifier } from "../workflow/package-specifier.ts";
import type { Contract } from "../workflow/spec.ts";
import type { CodeImport } from "../workflow/workflow.ts";
import type { PackageUse } from "./package-use.ts";

type Declared = Pick<PackageUse, "dependency" | "protocol" | "name" | "allowed">;

/**
 * Every way in which code imports packages of its contract, once each, sorted by specifier. None without a contract:
 * then Deno loads by its own rules.
 */
export function packageUses(contract: Contract | undefined, imports: readonly CodeImport[]): PackageUse[] {
  const declared = declaredIn(contract);
  if (declared.length === 0) return [];
  const specifiers = [...new Set(imports.filter(({ path }) => path === undefined).map(({ specifier }) => specifier))];
  return specifiers.sort().flatMap((specifier): PackageUse[] => {
    const asked = packageSpecifier(specifier) ?? bare(specifier, declared);
    const of = asked && declared.filter(({ protocol, name }) => protocol === asked.protocol && name === asked.name);
    const meant = of?.find(({ allowed }) => versionFits(asked?.request, allowed)) ?? of?.[0];
    return asked && meant ? [{ specifier, ...asked, dependency: meant.dependency, allowed: meant.allowed }] : [];
  });
}

function declaredIn(contract: Contract | undefined): Declared[] {
  return Object.entries(contract?.dependencies ?? {}).flatMap(([dependency, { protocol, host, version }]) =>
    isPackage(protocol) && host !== undefined ? [{ dependency, protocol, name: host, allowed: version ?? "*" }] : [],
  );
}

/** `zod/v4` is `npm:zod/v4` when the contract declares zod. */
function bare(specifier: string, declared: readonly Declared[]): PackageSpecifier | undefined {
  const found = declared.find(({ name }) => specifier === name || specifier.startsWith(`${name}/`));
  if (found === undefined) return undefined;
  const { protocol, name } = found;
  const subpath = specifier.slice(name.length + 1);
  return { protocol, name, ...(subpath ? { subpath } : {}) };
}
