import { type ContextUse, contextUses } from "./context-uses.ts";
import { literalText } from "./literal-text.ts";
import { isSyntaxNode, nodesOf, type SyntaxNode } from "./syntax-tree.ts";

/** One import that happens when the code runs; type-only ones are gone by then. */
export type ModuleImport = {
  /** Absent when it is computed. */
  specifier?: string;
  /** `with { type: … }` */
  attribute?: string;
  offset: number;
};

/** What there is to know about one file of code. Offsets count UTF-16 units. */
export type ModuleFacts = {
  errors: { message: string; offset: number }[];
  imports: ModuleImport[];
  hasDefault: boolean;
  uses: ContextUse[];
};

/** Parses one file of TypeScript or JavaScript; its name says which. */
export async function moduleFacts(path: string, text: string): Promise<ModuleFacts> {
  // Loaded only here: a workflow with a broken workflow.yaml needs no parser for code.
  const { parseSync } = await import("oxc-parser");
  const { errors, program, module } = parseSync(path, text, { sourceType: "module", showSemanticErrors: true });
  if (errors.length > 0) {
    const found = errors.map(({ message, labels }) => ({ message: sentence(message), offset: labels[0]?.start ?? 0 }));
    return { errors: found, imports: [], hasDefault: true, uses: [] };
  }
  const exported = module.staticExports.flatMap(({ entries }) => entries);
  const hasDefault = exported.some(
    ({ exportName, isType }) => !isType && (exportName.kind === "Default" || exportName.name === "default"),
  );
  if (!isSyntaxNode(program)) return { errors: [], imports: [], hasDefault, uses: [] };
  return { errors: [], imports: importsOf(program), hasDefault, uses: contextUses(program) };
}

/** Our grammar for messages: values in double quotes, no final period. */
function sentence(message: string): string {
  return message.replaceAll("`", '"').replace(/\.$/, "");
}

function importsOf(program: SyntaxNode): ModuleImport[] {
  return [...nodesOf(program)].flatMap((node) => {
    const { type, source } = node;
    if (!isSyntaxNode(source) || !/^(Import|Export)/.test(type)) return [];
    if (node["importKind"] === "type" || node["exportKind"] === "type") return [];
    const specifier = literalText(source);
    const attribute = attributeOf(node);
    return {
      offset: source.start,
      ...(specifier === undefined ? {} : { specifier }),
      ...(attribute === undefined ? {} : { attribute }),
    };
  });
}

/** The type in `with { type: "json" }`, of a statement or in the options of `import()`. */
function attributeOf(node: SyntaxNode): string | undefined {
  const { attributes, options } = node;
  const inside = Array.isArray(attributes)
    ? attributes.filter(isSyntaxNode)
    : isSyntaxNode(options)
      ? [...nodesOf(options)]
      : [];
  for (const { key, value } of inside) {
    if (isSyntaxNode(key) && isSyntaxNode(value) && (key["name"] ?? key["value"]) === "type") return literalText(value);
  }
  return undefined;
}
