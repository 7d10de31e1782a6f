import type { BuildTarget } from "./build-target.ts";
import type { Target } from "./manifest.ts";

/** Where a package's entry lies: its code, whether that is an ES module, and its types; empty if there is none. */
export type Entry = { main: string; module: boolean; types: string };

type Choice = { target: BuildTarget; preferred: "module" | "commonjs" };

const none: Entry = { main: "", module: false, types: "" };

/** The entry at a path, which is an ES module by its extension or because somebody says so. */
export function entryAt(main: string, module: boolean, types = ""): Entry {
  return { main, module: module || main.endsWith(".mjs"), types };
}

/**
 * The entry that conditions of `exports` lead to. The target's own condition goes first;
 * else an ES module wins over what stands before it, as the real server has it.
 */
export function entryOfConditions(found: Target | undefined, choice: Choice): Entry {
  const target = Array.isArray(found) ? found[0] : found;
  if (typeof target === "string") return entryAt(target, choice.preferred === "module");
  if (!target || typeof target !== "object" || Array.isArray(target)) return none;
  const own = entryOfConditions(target[ownCondition(choice.target)], choice);
  const entry = { ...own };
  for (const [name, value] of Object.entries(target)) {
    if (name === "types" || name === "typings") entry.types = better(entry.types, typesOf(value));
    const preferred = preferredBy(name, value, target, choice);
    if (!preferred || (entry.main && (entry.module || preferred !== "module" || own.main))) continue;
    const deeper = entryOfConditions(value, { ...choice, preferred });
    entry.types = deeper.types || entry.types;
    if (deeper.main) Object.assign(entry, { main: deeper.main, module: deeper.module });
  }
  return entry;
}

function ownCondition(target: BuildTarget): string {
  if (target === "deno" || target === "denonext") return "deno";
  return target === "node" ? "node" : "browser";
}

function preferredBy(name: string, value: Target, all: object, choice: Choice): Choice["preferred"] | undefined {
  if (name === "import" || name === "module" || name === "es2015") return "module";
  if (name === "require") return "commonjs";
  if (name !== "default") return undefined;
  const modern = choice.preferred === "module" || (typeof value === "string" && value.endsWith(".mjs"));
  return modern || "require" in all ? "module" : "commonjs";
}

function better(known: string, found: string): string {
  return known === "" || (!known.endsWith(".d.mts") && found.endsWith(".d.mts")) ? found || known : known;
}

function typesOf(value: Target): string {
  if (typeof value === "string") return value;
  if (!value || typeof value !== "object" || Array.isArray(value)) return "";
  const name = ["module", "import", "es2015", "default", "require"].find((one) => one in value);
  return name ? typesOf(value[name] ?? null) : "";
}
