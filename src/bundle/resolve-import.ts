import { posix } from "node:path";
import { isPackage } from "../workflow/is-package.ts";
import type { Problem } from "../workflow/problem.ts";
import type { ModuleImport } from "./module-facts.ts";

/** Where an import leads: to a file of the workflow, to something that is always there, out of the folder, or nowhere. */
export type Resolved =
  | { path: string; kind: "code" | "data" }
  | { builtin: true }
  | { outside: true }
  | { problem: Pick<Problem, "code" | "message" | "remedy"> };

const codeFile = /\.(ts|mts|tsx|js|mjs|jsx)$/;

/**
 * Follows an import of a file as the engine will: relative files of the workflow's folder, with their whole name;
 * `tentacular` and `node:` modules are there already. Whether packages and addresses are allowed is for the contract
 * to say.
 */
export function resolveImport(from: string, { specifier, attribute }: ModuleImport): Resolved {
  if (specifier === undefined) {
    return refused(
      "IMPORT-COMPUTED",
      "An import is computed, so nobody can tell which file to pack",
      'Import a literal, e.g. "./helper.ts"',
    );
  }
  if (specifier === "tentacular" || specifier.startsWith("node:")) return { builtin: true };
  if (!/^\.{1,2}\//.test(specifier)) return foreign(specifier, attribute);
  if (/[?#\\]|%/.test(specifier))
    return refused(
      "IMPORT-BAD",
      `Import "${specifier}" holds a character that no path may have`,
      "Write the plain path",
    );
  const path = posix.normalize(posix.join(posix.dirname(from), specifier));
  if (path.startsWith("../")) {
    return refused(
      "IMPORT-OUTSIDE",
      `Import "${specifier}" leads out of the workflow's folder`,
      "Copy the file into the folder",
    );
  }
  return codeFile.test(path) ? { path, kind: "code" } : dataFile(path, specifier, attribute);
}

function dataFile(path: string, specifier: string, attribute: string | undefined): Resolved {
  if (posix.extname(path) === "") {
    return refused(
      "IMPORT-EXTENSION",
      `Import "${specifier}" has no extension`,
      `Write the whole name, e.g. "${specifier}.ts"`,
    );
  }
  if (attribute === "text") return { path, kind: "data" };
  if (!path.endsWith(".json")) {
    return refused(
      "IMPORT-KIND",
      `Import "${specifier}" is neither code nor JSON`,
      'Import .ts or .js files, or add with { type: "text" }',
    );
  }
  if (attribute === "json") return { path, kind: "data" };
  return refused("IMPORT-ATTRIBUTE", `Import "${specifier}" does not say that it is JSON`, 'Add with { type: "json" }');
}

function foreign(specifier: string, attribute: string | undefined): Resolved {
  const [, scheme] = /^([a-z]+):/.exec(specifier) ?? [];
  const packaged = isPackage(scheme);
  if (packaged && attribute !== undefined) {
    return refused(
      "IMPORT-ATTRIBUTE",
      `Import "${specifier}" takes a file of a package as ${attribute}, and packages are imported as code`,
      "Copy the file into the workflow's folder",
    );
  }
  if (packaged || scheme === "http" || scheme === "https") return { outside: true };
  if (scheme === undefined && /^[@\w]/.test(specifier)) return { outside: true };
  return refused(
    "IMPORT-OUTSIDE",
    `Import "${specifier}" is not a file of the workflow's folder`,
    'Import a relative file, e.g. "./helper.ts"',
  );
}

function refused(code: string, message: string, remedy: string): Resolved {
  return { problem: { code, message, remedy } };
}
