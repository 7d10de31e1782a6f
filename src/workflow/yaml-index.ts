import { type Alias, type Document, isAlias, isMap, isNode, isScalar, type Node, visit } from "yaml";

/** What one walk over a document finds, so that nothing has to be looked for again and again. */
export type YamlIndex = {
  /** What each alias stands for. */
  targets: Map<Alias, Node>;
  /** Aliases that stand for nothing. */
  lost: Alias[];
  /** Keys that their map holds already. */
  twice: Node[];
};

/** Walks over a document once. */
export function yamlIndex(document: Document.Parsed): YamlIndex {
  const anchors = new Map<string, Node>();
  const index: YamlIndex = { targets: new Map(), lost: [], twice: [] };
  visit(document, (_key, node) => {
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target) index.targets.set(node, target);
      else index.lost.push(node);
    } else if (isNode(node)) {
      if (node.anchor) anchors.set(node.anchor, node);
      if (isMap(node)) index.twice.push(...repeated(node.items.map(({ key }) => key)));
    }
  });
  return index;
}

function repeated(keys: readonly unknown[]): Node[] {
  const seen = new Set<string>();
  return keys.filter(isScalar).filter(({ value }) => {
    const name = String(value);
    const again = seen.has(name);
    seen.add(name);
    return again;
  });
}
