import type { z } from "zod";
import { nearest } from "./nearest.ts";
import { pathText } from "./path-text.ts";
import type { Problem } from "./problem.ts";
import { formats } from "./schema/formats.ts";
import { keysAt } from "./schema/keys-at.ts";

type Issue = z.core.$ZodIssue;

/** What a schema found wrong with the shape of the data, in our words. */
export function shapeProblems(issues: readonly Issue[]): Problem[] {
  return issues.flatMap((issue) => {
    const { path } = issue;
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(key, path));
    if (issue.input === undefined && issue.code !== "custom") return [missing(path)];
    return [wrong(issue)];
  });
}

function unknownKey(key: string, path: PropertyKey[]): Problem {
  const known = keysAt(path);
  const meant = nearest(key, known);
  const remedy = meant
    ? `Did you mean "${meant}"?`
    : `Known here: ${known.join(", ")}; keys of your own begin with "x-"`;
  const where = path.length === 0 ? "" : ` in "${pathText(path)}"`;
  return { code: "KEY-UNKNOWN", path: [...path, key], on: "key", message: `Key "${key}" is not known${where}`, remedy };
}

function missing(path: PropertyKey[]): Problem {
  const key = String(path.at(-1) ?? "workflow");
  const parent = pathText(path.slice(0, -1));
  const message = `Key "${key}" is missing${parent === "" ? "" : ` in "${parent}"`}`;
  return { code: "KEY-MISSING", path, message, remedy: examples[key] ?? `Add "${key}"` };
}

/** What to add, by the key that is missing. */
const examples: Record<string, string> = {
  name: 'Add a name in kebab-case, e.g. "name: hello"',
  version: "Add a version, e.g. 'version: \"1.0\"'",
  nodes: 'Add at least one node, e.g. "nodes: {hello: {path: ./nodes/hello.ts}}"',
  path: 'Add the node\'s file, e.g. "path: ./nodes/hello.ts"',
  type: 'Add "type: manual", cron, queue or webhook',
  protocol: 'Add a protocol, e.g. "protocol: https"',
};

function wrong(issue: Issue): Problem {
  const { path } = issue;
  switch (issue.code) {
    case "invalid_format":
      return badFormat(path, issue.input, issue.pattern);
    case "invalid_value":
      return notOneOf(path, issue.input, issue.values.map(String));
    case "too_big":
      return outOfRange(path, issue.input, `at most ${issue.maximum}`);
    case "too_small":
      return issue.origin === "string" ? empty(path) : outOfRange(path, issue.input, `at least ${issue.minimum}`);
    case "invalid_type":
      return wrongType(path, issue.input, kinds[issue.expected] ?? issue.expected);
    default:
      return wrongType(
        path,
        issue.input,
        path.includes("ports") || path.includes("dynPorts") ? "a port" : "text or a number",
      );
  }
}

function badFormat(path: PropertyKey[], input: unknown, pattern: string | undefined): Problem {
  const format = Object.values(formats).find((known) => String(known.pattern) === pattern);
  const { code, what, remedy } = format ?? { code: "TEXT-BAD", what: "what is expected", remedy: "Begin it with /" };
  return { code, path, message: `"${brief(input)}" is not ${what}`, remedy };
}

function notOneOf(path: PropertyKey[], input: unknown, values: string[]): Problem {
  const meant = typeof input === "string" ? nearest(input, values) : undefined;
  const message = `"${pathText(path)}" cannot be ${found(input)}`;
  const all = values.length === 1 ? `Write "${values[0]}"` : `Write one of: ${values.join(", ")}`;
  return { code: "VALUE-BAD", path, message, remedy: meant ? `Did you mean "${meant}"?` : all };
}

function outOfRange(path: PropertyKey[], input: unknown, bound: string): Problem {
  const message = `"${pathText(path)}" must be ${bound}, found ${found(input)}`;
  return { code: "NUMBER-BAD", path, message, remedy: `Write a number that is ${bound}` };
}

function empty(path: PropertyKey[]): Problem {
  return {
    code: "TEXT-EMPTY",
    path,
    message: `"${pathText(path)}" is empty`,
    remedy: "Write a value, or remove the key",
  };
}

function wrongType(path: PropertyKey[], input: unknown, expected: string): Problem {
  const message = `"${pathText(path) || "workflow"}" must be ${expected}, found ${found(input)}`;
  const quote = expected === "text" && (typeof input === "number" || typeof input === "boolean");
  const remedy = quote ? `Put it in quotes: "${input}"` : `Write ${expected}`;
  return { code: "TYPE-WRONG", path, message, remedy };
}

const kinds: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a map of keys and values",
  record: "a map of names",
};

function found(input: unknown): string {
  if (input === null) return "nothing";
  if (Array.isArray(input)) return "a list";
  if (typeof input === "object") return "a map";
  return typeof input === "string" ? `the text "${brief(input)}"` : `${typeof input} ${String(input)}`;
}

function brief(input: unknown): string {
  const text = String(input);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
