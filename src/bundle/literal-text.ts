import { isSyntaxNode, type SyntaxNode } from "./syntax-tree.ts";

/** The text of a string literal, or of a template without holes; undefined for anything that is computed. */
export function literalText(node: SyntaxNode): string | undefined {
  if (node.type === "Literal") return typeof node["value"] === "string" ? node["value"] : undefined;
  const { quasis } = node;
  if (node.type !== "TemplateLiteral" || !Array.isArray(quasis) || quasis.length !== 1) return undefined;
  const [only]: unknown[] = quasis;
  const value = isSyntaxNode(only) ? only["value"] : undefined;
  return typeof value === "object" && value !== null && "cooked" in value ? String(value.cooked) : undefined;
}
