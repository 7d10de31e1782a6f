import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isMap, isScalar, parseDocument, type YAMLMap } from "yaml";
import { packageRoot } from "../../src/package-root.ts";

/** A value of a chart, and the comment above it. */
export type ChartValue = { path: string; comment: string };

/** Every value of a chart: the keys of its values.yaml that have none below them, or are described as a whole. */
export function valuesOf(chart: string): ChartValue[] {
  const { contents } = parseDocument(readFileSync(join(packageRoot(), "charts", chart, "values.yaml"), "utf8"));
  if (!isMap(contents)) throw new Error(`The values of ${chart} are no map`);
  return leaves(contents);
}

function leaves(map: YAMLMap, above = ""): ChartValue[] {
  return map.items.flatMap(({ key, value }, index) => {
    if (!isScalar(key)) return [];
    const path = above ? `${above}.${key.value}` : String(key.value);
    const comment = [index === 0 ? map.commentBefore : "", key.commentBefore].filter(Boolean).join("\n");
    if (isMap(value) && value.items.length > 0 && !described(comment)) return leaves(value, path);
    return [{ path, comment }];
  });
}

/** Whether helm-docs takes the comment for the description of the key. */
function described(comment: string): boolean {
  return /^ -- \S/m.test(comment);
}
