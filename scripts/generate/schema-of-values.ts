import { isMap, isScalar, type Pair, parseDocument, type YAMLMap } from "yaml";

/** A JSON schema, draft-07: what every Helm since 3.17 reads. */
export type Schema = { properties?: Record<string, Schema>; [keyword: string]: unknown };

/** What is not in the values: which keys are those of subcharts, and what `$ref` may point at. */
export type SchemaOptions = { subcharts: string[]; definitions: Schema };

/**
 * The schema of a values.yaml, from the defaults and the comments above each key: `# --` describes it, and a line of
 * `# @schema {…}` before that says what the default cannot. A map with keys is closed; without keys, or with
 * `additionalProperties`, it is as the comment says.
 *
 * @throws {Error} of a key without description, or of a `# @schema` that is not JSON
 */
export function schemaOfValues(text: string, { subcharts, definitions }: SchemaOptions): Schema {
  const { contents } = parseDocument(text);
  if (!isMap(contents)) throw new Error("Values are a map");
  const schema = ofMap(contents, "");
  // Helm copies the globals, which other charts share, into the values of every subchart before it looks at the schema.
  for (const key of subcharts) Object.assign(schema.properties[key]?.properties ?? {}, { global: { type: "object" } });
  return { $schema: "http://json-schema.org/draft-07/schema#", ...schema, definitions };
}

function ofMap(map: YAMLMap, path: string): Schema & { properties: Record<string, Schema> } {
  const first = map.commentBefore;
  const entries = map.items.map((pair, index) => ofPair(pair, { path, inherited: index === 0 ? first : undefined }));
  return { type: "object", properties: Object.fromEntries(entries), additionalProperties: false };
}

function ofPair(pair: Pair, { path, inherited }: { path: string; inherited: string | null | undefined }) {
  if (!isScalar(pair.key)) throw new Error(`A key under "${path}" is not a text`);
  const key = String(pair.key.value);
  const place = path ? `${path}.${key}` : key;
  const lines = [inherited, pair.key.commentBefore].flatMap((comment) => comment?.split("\n") ?? []);
  return [key, ofValue(pair.value, { place, said: said(lines, place) })] as const;
}

function ofValue(value: unknown, { place, said }: { place: string; said: Said }): Schema {
  if (isMap(value) && value.items.length > 0 && !("additionalProperties" in said.schema)) {
    return { ...ofMap(value, place), ...said.schema };
  }
  if (said.description === undefined) throw new Error(`Key "${place}" has no comment that begins with "# --"`);
  return { type: typeOf(value), description: said.description, ...said.schema };
}

function typeOf(node: unknown): string {
  if (isMap(node)) return "object";
  if (!isScalar(node)) return "array";
  return typeof node.value === "number" ? "integer" : typeof node.value;
}

type Said = { description?: string; schema: Schema };

/** What the comment lines of a key say; a description may take several lines. */
function said(lines: string[], place: string): Said {
  const start = lines.findIndex((line) => line.startsWith(" -- "));
  const marked = lines.filter((line) => line.startsWith(" @schema "));
  const description = lines
    .slice(start)
    .filter((line) => !marked.includes(line))
    .map((line) => line.replace(/^ (-- )?/, ""))
    .join(" ");
  try {
    const schema = Object.assign({}, ...marked.map((line) => JSON.parse(line.slice(" @schema ".length))));
    return start < 0 ? { schema } : { description, schema };
  } catch (cause) {
    throw new Error(`The "# @schema" of "${place}" is not JSON`, { cause });
  }
}
