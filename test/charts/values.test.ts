import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { packageRoot } from "../../src/package-root.ts";
import { charts } from "./charts.ts";
import { render } from "./render.ts";
import { valuesOf } from "./values-of.ts";

const flip = z.strictObject({
  to: z.unknown(),
  with: z.record(z.string(), z.unknown()).default({}),
  refused: z.string().optional(),
});
const flips = z.record(z.string(), flip);

type Schema = {
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  $ref?: string;
  definitions?: Record<string, Schema>;
  [keyword: string]: unknown;
};

/** What charts are rendered with before anything is changed: one cannot do without code. */
const scenario: Record<string, string[]> = {
  "tentacular-workflow": ["--values", join(packageRoot(), "charts/tentacular-workflow/ci/hello-values.yaml")],
};

const set = (values: Record<string, unknown>) =>
  Object.entries(values).flatMap(([path, value]) => ["--set-json", `${path}=${JSON.stringify(value)}`]);

/** The keys that a schema says something of, but for the globals that Helm copies about. */
function leavesOf({ properties = {} }: Schema, above: string[] = []): string[] {
  return Object.entries(properties)
    .filter(([key, { properties: below }]) => key !== "global" || Object.keys(below ?? {}).length > 0)
    .flatMap(([key, schema]) => {
      const path = [...above, key];
      return schema.properties ? leavesOf(schema, path) : [path.join(".")];
    });
}

/** The keys of objects in lists, e.g. `triggers.cron[].timezone`. */
function partsOf(schema: Schema, definitions = schema.definitions ?? {}, path = ""): string[] {
  const { properties = {}, items, anyOf = [] } = schema.$ref ? (definitions[basename(schema.$ref)] ?? {}) : schema;
  const below = [
    ...Object.entries(properties).flatMap(([key, each]) => partsOf(each, definitions, path ? `${path}.${key}` : key)),
    ...[...anyOf, ...(items ? [items] : [])].flatMap((each) => partsOf(each, definitions, items ? `${path}[]` : path)),
  ];
  const isPart = path.includes("[].") && !path.endsWith("[]") && Object.keys(properties).length === 0;
  return [...new Set([...(isPart ? [path] : []), ...below])];
}

describe.each(charts)("%s", (chart) => {
  const folder = join(packageRoot(), "charts", chart);
  const known = flips.parse(parse(readFileSync(join(import.meta.dirname, `flips/${chart}.yaml`), "utf8")));
  const values = valuesOf(chart);
  const schema: Schema = JSON.parse(readFileSync(join(folder, "values.schema.json"), "utf8"));
  const rendered = (...args: string[]) => render(folder, { args: [...(scenario[chart] ?? []), ...args] });

  test("has a comment and a schema for every value, and refuses others", () => {
    expect(schema["additionalProperties"]).toBe(false);
    for (const { path, comment } of values) {
      expect(comment, path).toMatch(/^ -- \S/m);
      const found = path.split(".").reduce<Schema | undefined>((under, name) => under?.properties?.[name], schema);
      expect(found, path).toHaveProperty("description");
      expect(found?.anyOf ?? found?.["enum"] ?? found?.["type"], path).toBeDefined();
    }
  });

  test("has a default and a comment in values.yaml for everything that the schema knows", () => {
    const told = values.map(({ path }) => path);
    const untold = leavesOf(schema).filter(
      (leaf) => !told.some((path) => leaf === path || leaf.startsWith(`${path}.`)),
    );
    expect(untold).toEqual([]);
  });

  test("has another value to try for each, and for each key of its lists, and for no other", () => {
    expect(Object.keys(known).sort()).toEqual([...values.map(({ path }) => path), ...partsOf(schema)].sort());
  });

  test.each(Object.keys(known))("is another chart with another %s", async (path) => {
    const { to, with: beside, refused } = flip.parse(known[path]);
    const [value = ""] = path.split("[]");
    const changed = rendered(...set(beside), ...set({ [value]: to }));
    if (refused) await expect(changed).rejects.toThrow(refused);
    else expect(await changed).not.toBe(await rendered(...set(beside)));
  });
});
