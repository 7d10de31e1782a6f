import { type Document, isMap, isScalar } from "yaml";
import { limits } from "./limits.ts";
import type { Problem } from "./problem.ts";

/** The plain data of a document, or why it has none. Versions keep their source text: 1.10 does not become 1.1. */
export function yamlData(document: Document.Parsed): { data: unknown } | { problem: Problem } {
  keepVersionTexts(document);
  try {
    const data: unknown = document.toJS({ maxAliasCount: limits.aliases });
    return weightOf(data, new Map()) > limits.values ? { problem: tooHeavy } : { data };
  } catch (error) {
    return { problem: aliasProblem(error instanceof Error ? error.message : String(error)) };
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

const tooHeavy: Problem = {
  code: "YAML-ALIAS-BOMB",
  path: [],
  message: "Aliases hold themselves, or multiply what they stand for beyond measure",
  remedy: "Write the values out",
};

function aliasProblem(reason: string): Problem {
  if (reason.startsWith("Excessive alias count")) return tooHeavy;
  return {
    code: "YAML-ALIAS",
    path: [],
    message: reason,
    remedy: "Mend the alias or the merge key",
  };
}
