import { expect, test } from "vitest";
import { z } from "zod";
import { jsonSchema } from "./json-schema.ts";

const object = z.looseObject({
  additionalProperties: z.unknown(),
  patternProperties: z.unknown(),
  required: z.array(z.string()),
});

test("editors complain about unknown keys, but not about the author's own", () => {
  const { additionalProperties, patternProperties, required } = object.parse(jsonSchema());
  expect({ additionalProperties, patternProperties }).toEqual({
    additionalProperties: false,
    patternProperties: { "^x-": {} },
  });
  expect(required).toEqual(["name", "version", "nodes"]);
});

test("everything that people have to fill in is explained to them", () => {
  const { properties } = z.looseObject({ properties: z.record(z.string(), z.looseObject({})) }).parse(jsonSchema());
  const silent = Object.keys(properties).filter((key) => properties[key]?.["description"] === undefined);
  expect(silent).toEqual([]);
});
