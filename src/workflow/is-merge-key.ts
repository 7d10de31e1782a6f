import { isScalar, Scalar } from "yaml";

/** Whether a node is the `<<` that merges another map; the parser may keep an active one as a symbol. */
export function isMergeKey(node: unknown): boolean {
  if (!isScalar(node) || (node.type !== undefined && node.type !== Scalar.PLAIN)) return false;
  return node.value === "<<" || (typeof node.value === "symbol" && node.value.description === "<<");
}
