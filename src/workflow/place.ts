import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type LineCounter, type Node, type Pair } from "yaml";
import type { Problem } from "./problem.ts";

/** Line and column, from 1, of what a problem's path names; the nearest thing above it when the path ends early. */
export function place(
  problem: Problem,
  document: Document.Parsed,
  places: LineCounter,
): { line: number; column: number } {
  const offset = offsetOf(problem, document);
  const { line, col } = places.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

/** A step on the way: the value, and the key that leads to it. */
type Step = { value: Node | undefined; key: Node | undefined };

function offsetOf({ path, on }: Problem, document: Document.Parsed): number {
  let at: Step = { value: resolved(document.contents, document), key: undefined };
  let complete = true;
  for (const part of path) {
    const next = child(at.value, part, document);
    complete = next !== undefined;
    if (!next) break;
    at = next;
  }
  const first = complete && on !== "key" ? [at.value, at.key] : [at.key, at.value];
  return first.find((node) => node?.range)?.range?.[0] ?? 0;
}

function child(parent: Node | undefined, part: PropertyKey, document: Document.Parsed): Step | undefined {
  const inside = resolved(parent, document);
  if (isSeq(inside)) {
    const item = inside.items[Number(part)];
    return isNode(item) ? { value: item, key: undefined } : undefined;
  }
  if (!isMap(inside)) return undefined;
  const pair = inside.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
  return pair ? stepOf(pair) : merged(inside.items, part, document);
}

function stepOf({ key, value }: Pair): Step {
  return { key: isNode(key) ? key : undefined, value: isNode(value) ? value : undefined };
}

/** What came in by `<<: *other`. */
function merged(pairs: readonly Pair[], part: PropertyKey, document: Document.Parsed): Step | undefined {
  for (const pair of pairs) {
    if (!isMergeKey(pair.key) || !isNode(pair.value)) continue;
    const source = resolved(pair.value, document);
    const sources = isSeq(source) ? source.items.filter(isNode) : [pair.value];
    for (const one of sources) {
      const step = child(one, part, document);
      if (step) return step;
    }
  }
  return undefined;
}

/** The parser keeps an active merge key as a symbol. */
function isMergeKey(key: unknown): boolean {
  return isScalar(key) && typeof key.value === "symbol" && key.value.description === "<<";
}

function resolved(node: Node | null | undefined, document: Document.Parsed): Node | undefined {
  return isAlias(node) ? node.resolve(document) : (node ?? undefined);
}
