import { survivesParsing } from "../bundle/survives-parsing.ts";

/** One import of a module that was fetched. */
export type ModuleImport = {
  specifier: string;
  /** By `import()`, so that the module may never be asked for. */
  lazy: boolean;
};

/** What a module imports, as far as it is written out; undefined when nobody can read it. */
export async function moduleImports(url: string, text: string): Promise<ModuleImport[] | undefined> {
  if (!(await survivesParsing("module.mjs", text))) return undefined;
  const { parseSync } = await import("oxc-parser");
  const { module } = parseSync("module.mjs", text, { sourceType: "module", lang: langOf(url) });
  const written = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) => entries.flatMap((each) => each.moduleRequest?.value ?? [])),
  ];
  const lazy = module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => literal(text.slice(start, end)));
  return [
    ...[...new Set(written)].map((specifier) => ({ specifier, lazy: false })),
    ...[...new Set(lazy)].filter((each) => !written.includes(each)).map((specifier) => ({ specifier, lazy: true })),
  ];
}

function langOf(url: string): "ts" | "js" {
  return /\.m?ts$/.test(new URL(url).pathname) ? "ts" : "js";
}

/** The text of a string literal without escapes; nothing for what is computed. */
function literal(source: string): string[] {
  const text = /^(["'`])([^"'`\\$]*)\1$/.exec(source.trim())?.[2];
  return text === undefined ? [] : [text];
}
