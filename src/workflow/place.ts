import { isAlias, isMap, isNode, isScalar, isSeq, type Node, type Pair, type YAMLMap } from "yaml";
import { isMergeKey } from "./is-merge-key.ts";
import type { Problem } from "./problem.ts";
import type { YamlDocument } from "./yaml-document.ts";

/** Line and column, from 1, of what a problem's path names; the nearest thing above it when the path ends early. */
export function place(problem: Problem, yaml: YamlDocument): { line: number; column: number } {
  const { line, col } = yaml.places.linePos(offsetOf(problem, yaml));
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

/** A step on the way: the value, and the key that leads to it. */
type Step = { value: Node | undefined; key: Node | undefined };

function offsetOf({ path, on }: Problem, yaml: YamlDocument): number {
  let at: Step = { value: yaml.document.contents ?? undefined, key: undefined };
  let complete = true;
  for (const part of path) {
    const next = child(at.value, part, yaml);
    complete = next !== undefined;
    if (!next) break;
    at = next;
  }
  const first = complete && on !== "key" ? [at.value, at.key] : [at.key, at.value];
  return first.find((node) => node?.range)?.range?.[0] ?? 0;
}

function child(parent: Node | undefined, part: PropertyKey, yaml: YamlDocument): Step | undefined {
  const inside = resolved(parent, yaml);
  if (isSeq(inside)) {
    const item = inside.items[Number(part)];
    return isNode(item) ? { value: item, key: undefined } : undefined;
  }
  if (!isMap(inside)) return undefined;
  const pair = pairsOf(inside).get(String(part));
  return pair ? stepOf(pair) : merged(inside, part, yaml);
}

const pairs = new WeakMap<YAMLMap, Map<string, Pair>>();

/** A map's pairs by key; found once for each map, because there may be many problems in a long one. */
function pairsOf(map: YAMLMap): Map<string, Pair> {
  const known = pairs.get(map);
  if (known) return known;
  const found = new Map(map.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : "", pair]));
  pairs.set(map, found);
  return found;
}

function stepOf({ key, value }: Pair): Step {
  return { key: isNode(key) ? key : undefined, value: isNode(value) ? value : undefined };
}

/** What came in by `<<: *other`. */
function merged(map: YAMLMap, part: PropertyKey, yaml: YamlDocument): Step | undefined {
  const pair = map.items.find(({ key }) => isMergeKey(key));
  if (!pair || !isNode(pair.value)) return undefined;
  const source = resolved(pair.value, yaml);
  for (const one of isSeq(source) ? source.items.filter(isNode) : [pair.value]) {
    const step = child(one, part, yaml);
    if (step) return step;
  }
  return undefined;
}

function resolved(node: Node | undefined, { index }: YamlDocument): Node | undefined {
  return isAlias(node) ? index.targets.get(node) : node;
}
