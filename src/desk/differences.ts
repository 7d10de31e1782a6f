/** What JSON can say. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** One place where two values differ; `path` is like `items[2].name`, empty for the whole. */
export type Difference = { path: string; expected?: JsonValue; got?: JsonValue };

/** `exact`: equal, whatever the order of keys. `partial`: objects may have keys that nobody expected. */
export type Match = "exact" | "partial";

/** Every place where `got` is not as expected, in the order of `expected`; empty when they match. */
export function differences(expected: JsonValue, got: JsonValue, match: Match = "exact"): Difference[] {
  return [...compare(expected, got, { path: "", match })];
}

type At = { path: string; match: Match };

function* compare(expected: JsonValue, got: JsonValue, at: At): Generator<Difference> {
  if (Array.isArray(expected) && Array.isArray(got)) yield* compareLists(expected, got, at);
  else if (isObject(expected) && isObject(got)) yield* compareObjects(expected, got, at);
  else if (!Object.is(expected, got)) yield { path: at.path, expected, got };
}

function* compareLists(expected: JsonValue[], got: JsonValue[], at: At): Generator<Difference> {
  for (let index = 0; index < Math.max(expected.length, got.length); index++) {
    yield* compareMember(expected[index], got[index], { ...at, path: `${at.path}[${index}]` });
  }
}

function* compareObjects(
  expected: Record<string, JsonValue>,
  got: Record<string, JsonValue>,
  at: At,
): Generator<Difference> {
  const unexpected = at.match === "exact" ? Object.keys(got).filter((key) => !Object.hasOwn(expected, key)) : [];
  for (const key of [...Object.keys(expected), ...unexpected]) {
    const own = Object.hasOwn(got, key) ? got[key] : undefined;
    yield* compareMember(Object.hasOwn(expected, key) ? expected[key] : undefined, own, {
      ...at,
      path: member(at.path, key),
    });
  }
}

function* compareMember(expected: JsonValue | undefined, got: JsonValue | undefined, at: At): Generator<Difference> {
  if (expected === undefined && got !== undefined) yield { path: at.path, got };
  else if (expected !== undefined && got === undefined) yield { path: at.path, expected };
  else if (expected !== undefined && got !== undefined) yield* compare(expected, got, at);
}

function member(path: string, key: string): string {
  if (!/^[\w$-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

function isObject(value: JsonValue): value is Record<string, JsonValue> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
