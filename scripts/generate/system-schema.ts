import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { paths } from "../build/paths.ts";
import { type Schema, schemaOfValues } from "./schema-of-values.ts";

const folder = `${paths.root}/charts/tentacular-system`;

/** A subject of a RoleBinding; only a service account has a namespace. */
const subject = {
  type: "object",
  properties: {
    kind: { type: "string", enum: ["User", "Group", "ServiceAccount"] },
    name: { type: "string", minLength: 1 },
    namespace: { type: "string", minLength: 1 },
  },
  required: ["kind", "name"],
  additionalProperties: false,
  if: { properties: { kind: { const: "ServiceAccount" } } },
  // biome-ignore lint/suspicious/noThenProperty: a word of JSON schemas
  then: { required: ["namespace"] },
};

type Dependency = { name: string; alias?: string };

/** The schema of all values of the system chart. */
export function systemSchema(): Schema {
  const { dependencies }: { dependencies: Dependency[] } = parse(readFileSync(`${folder}/Chart.yaml`, "utf8"));
  const subcharts = dependencies.map(({ name, alias }) => alias ?? name);
  return schemaOfValues(readFileSync(`${folder}/values.yaml`, "utf8"), { subcharts, definitions: { subject } });
}
