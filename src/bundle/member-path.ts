import { literalText } from "./literal-text.ts";
import { isSyntaxNode, type SyntaxNode } from "./syntax-tree.ts";

/** `ctx.secrets?.github["token"]` → `["ctx", "secrets", "github", "token"]`; undefined when it is anything else. */
export function memberPath(expression: SyntaxNode): string[] | undefined {
  const backwards: string[] = [];
  let node = bare(expression);
  while (node.type === "MemberExpression") {
    const { object, property, computed } = node;
    if (!isSyntaxNode(object) || !isSyntaxNode(property)) return undefined;
    const name = computed === true ? literalText(property) : String(property["name"]);
    // What follows a computed name cannot be known; what stands before it can.
    if (name === undefined) backwards.length = 0;
    else backwards.push(name);
    node = bare(object);
  }
  return node.type === "Identifier" ? [String(node["name"]), ...backwards.reverse()] : undefined;
}

const wrappers = [
  "ChainExpression",
  "TSNonNullExpression",
  "TSAsExpression",
  "TSSatisfiesExpression",
  "ParenthesizedExpression",
  "AwaitExpression",
];

/** Without what changes only the type. */
function bare(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (wrappers.includes(inner.type)) {
    const { expression, argument } = inner;
    const next = expression ?? argument;
    if (!isSyntaxNode(next)) return inner;
    inner = next;
  }
  return inner;
}
