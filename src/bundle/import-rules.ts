import { validRange } from "semver";
import type { Draft } from "../workflow/draft.ts";
import type { Finding } from "../workflow/finding.ts";
import { isPackage } from "../workflow/is-package.ts";
import { nearest } from "../workflow/nearest.ts";
import { type PackageSpecifier, packageSpecifier } from "../workflow/package-specifier.ts";
import type { Dependency } from "../workflow/spec.ts";
import type { CodeImport } from "../workflow/workflow.ts";
import { versionFits } from "./version-fits.ts";

type Declared = { name: string; dependency: Dependency };

/**
 * What leads out of the folder has to be a package of the contract, in a version that the contract allows. Without a
 * contract Deno loads by its own rules, except for bare names, which nothing could map.
 */
export function importRules(outside: readonly CodeImport[], { contract }: Draft): Finding[] {
  const declared = [...(contract?.dependencies ?? [])].flatMap(([name, dependency]) =>
    dependency && isPackage(dependency.protocol) ? [{ name, dependency }] : [],
  );
  return outside.flatMap((use) => {
    const asked = packageSpecifier(use.specifier);
    if (asked) return contract ? packageRule(use, asked, declared) : [];
    if (/^https?:/.test(use.specifier)) return contract ? [remote(use)] : [];
    return /^(npm|jsr):/.test(use.specifier) ? [misspelt(use)] : bareRule(use, declared);
  });
}

function packageRule(use: CodeImport, asked: PackageSpecifier, declared: readonly Declared[]): Finding[] {
  const { protocol, name, request } = asked;
  const same = declared.filter(({ dependency }) => dependency.protocol === protocol && dependency.host === name);
  const [first] = same;
  if (first === undefined) return [undeclared(use, asked, declared)];
  const bad = same.find(({ dependency: { version } }) => version !== undefined && !isVersion(version));
  if (bad) return [notVersion(use, bad)];
  if (same.some(({ dependency }) => versionFits(request, dependency.version))) return [];
  const allowed = first.dependency.version ?? "*";
  const message = `Import "${use.specifier}" asks for version "${request}", and the contract's "${first.name}" allows "${allowed}"`;
  const remedy = `Write "${protocol}:${name}" without a version, or change contract.dependencies.${first.name}.version`;
  return [found("PACKAGE-VERSION", use, message, remedy)];
}

function undeclared(use: CodeImport, asked: PackageSpecifier, declared: readonly Declared[]): Finding {
  const { protocol, name, request } = asked;
  const message = `Import "${use.specifier}" is a package that the contract does not declare`;
  const hosts = declared.flatMap(({ dependency }) => dependency.host ?? []);
  const meant = nearest(name, hosts);
  if (meant && meant !== name) {
    return found("PACKAGE-UNDECLARED", use, message, `Did you mean "${protocol}:${meant}"? Else ${lines(asked)}`);
  }
  return found("PACKAGE-UNDECLARED", use, message, sentence(lines({ protocol, name, request: request ?? "*" })));
}

/** A line that can be pasted as it is. */
function lines({ protocol, name, request = "*" }: Pick<PackageSpecifier, "protocol" | "name" | "request">): string {
  const key = name.replace(/^.*\//, "").replace(/^[^a-z]+|[^a-z0-9_-]/g, "") || "package";
  return `add under contract.dependencies: ${key}: { protocol: ${protocol}, host: "${name}", version: "${request}" }`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isVersion(text: string): boolean {
  return validRange(text) !== null || /^[a-z][a-z0-9.-]*$/i.test(text);
}

function notVersion(use: CodeImport, { name, dependency }: Declared): Finding {
  const message = `Import "${use.specifier}" cannot be resolved: the contract's "${name}" has the version "${dependency.version}", which is no version`;
  const remedy = `Write contract.dependencies.${name}.version like "1.2.3", "^1.2" or "*"`;
  return found("PACKAGE-VERSION", use, message, remedy);
}

function remote(use: CodeImport): Finding {
  return found(
    "IMPORT-REMOTE",
    use,
    `Import "${use.specifier}" is an address, and pods load only packages of the contract`,
    "Import the package by npm: or jsr:, or copy the file into the workflow's folder",
  );
}

function misspelt(use: CodeImport): Finding {
  const message = `Import "${use.specifier}" does not name a package`;
  return found("IMPORT-BAD", use, message, 'Write "npm:name@version/path" or "jsr:@scope/name@version/path"');
}

/** A bare name is a package that the contract declares, written short. */
function bareRule(use: CodeImport, declared: readonly Declared[]): Finding[] {
  const { specifier } = use;
  const isDeclared = ({ dependency: { host } }: Declared) =>
    host !== undefined && (specifier === host || specifier.startsWith(`${host}/`));
  if (declared.some(isDeclared)) return [];
  const message = `Import "${specifier}" names neither a file nor a package of the contract`;
  const remedy = `Write "./${specifier}" with its extension for a file, "npm:${specifier}" for a package`;
  return [found("IMPORT-BARE", use, message, remedy)];
}

function found(code: string, { file, line, column }: CodeImport, message: string, remedy: string): Finding {
  return { code, severity: "error", file, path: "", line, column, message, remedy };
}
