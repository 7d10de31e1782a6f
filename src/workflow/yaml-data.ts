import { type Document, isAlias, isMap, isNode, isScalar, visit } from "yaml";
import { isMergeKey } from "./is-merge-key.ts";
import { limits } from "./limits.ts";
import type { YamlDocument, YamlProblem } from "./yaml-document.ts";

/** The plain data of a document, or why it has none. Versions keep their source text: 1.10 does not become 1.1. */
export function yamlData({ document, index }: YamlDocument): { data: unknown } | { problem: YamlProblem } {
  if (index.targets.size > limits.aliases) return { problem: tooHeavy(document) };
  keepVersionTexts(document);
  try {
    const data: unknown = document.toJS({ maxAliasCount: limits.aliasFactor });
    return weightOf(data, new Map()) > limits.values ? { problem: tooHeavy(document) } : { data };
  } catch (error) {
    return { problem: aliasProblem(error instanceof Error ? error.message : String(error), document) };
  }
}

function keepVersionTexts(document: Document.Parsed): void {
  const paths = [["version"], ["contract", "version"]];
  const dependencies = document.getIn(["contract", "dependencies"]);
  if (isMap(dependencies)) {
    for (const { key } of dependencies.items) {
      if (isScalar(key)) paths.push(["contract", "dependencies", String(key.value), "version"]);
    }
  }
  for (const path of paths) {
    const node = document.hasIn(path) ? document.getIn(path, true) : undefined;
    if (isScalar(node) && typeof node.value === "number" && node.source) node.value = node.source;
  }
}

/** How many values there would be if all aliases were written out; endless for one that holds itself. */
function weightOf(value: unknown, known: Map<object, number>): number {
  if (typeof value !== "object" || value === null) return 1;
  const before = known.get(value);
  if (before !== undefined) return before;
  known.set(value, Number.POSITIVE_INFINITY);
  const weight = Object.values(value).reduce<number>((sum, inner) => sum + weightOf(inner, known), 1);
  known.set(value, weight);
  return weight;
}

function tooHeavy(document: Document.Parsed): YamlProblem {
  const message = "Aliases hold themselves, or are too many, or multiply what they stand for";
  return { code: "YAML-ALIAS-BOMB", message, remedy: "Write the values out", offset: placeOf(document, isAlias) };
}

function aliasProblem(reason: string, document: Document.Parsed): YamlProblem {
  if (reason.startsWith("Excessive alias count")) return tooHeavy(document);
  const remedy = 'Put a map, or an alias of one, behind "<<"';
  return { code: "YAML-MERGE", message: reason, remedy, offset: placeOf(document, isMergeKey) };
}

/** The offset of the first node of a kind. */
function placeOf(document: Document.Parsed, wanted: (node: unknown) => boolean): number {
  let offset = 0;
  visit(document, (_key, node) => {
    if (!isNode(node) || !wanted(node)) return undefined;
    offset = node.range?.[0] ?? 0;
    return visit.BREAK;
  });
  return offset;
}
