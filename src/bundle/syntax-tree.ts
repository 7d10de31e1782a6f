/** Any node of the parser's tree. */
export type SyntaxNode = { type: string; start: number; end: number; [key: string]: unknown };

/** Whether a value of the tree is a node of it. */
export function isSyntaxNode(value: unknown): value is SyntaxNode {
  return (
    typeof value === "object" && value !== null && "type" in value && typeof value.type === "string" && "start" in value
  );
}

/** Every node, parents first. Goes without recursion, so that depth does not matter. `into` may keep it out of children. */
export function* nodesOf(root: SyntaxNode, into: (node: SyntaxNode) => boolean = () => true): Generator<SyntaxNode> {
  const waiting: SyntaxNode[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    if (into(node)) for (const child of childrenOf(node).reverse()) waiting.push(child);
  }
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  return Object.values(node)
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter(isSyntaxNode);
}
