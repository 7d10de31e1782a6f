import type { z } from "zod";
import { exampleFor } from "./example-for.ts";
import { limits } from "./limits.ts";
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
    if (issue.code === "unrecognized_keys") {
      return issue.keys.slice(0, limits.findings + 1).map((key) => unknownKey(key, path));
    }
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
  const example = exampleFor(path);
  return { code: "KEY-MISSING", path, message, remedy: example ? `Add e.g. '${key}: ${example}'` : `Add "${key}"` };
}

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
      return issue.origin === "string" || issue.origin === "array"
        ? empty(path)
        : outOfRange(path, issue.input, `at least ${issue.minimum}`);
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
  const message = `"${pathText(path)}" cannot be ${found(input)}`;
  if (values.length === 1) return { code: "VALUE-BAD", path, message, remedy: `Write "${values[0]}"` };
  const meant = typeof input === "string" ? nearest(input, values) : undefined;
  return {
    code: "VALUE-BAD",
    path,
    message,
    remedy: meant ? `Did you mean "${meant}"?` : `Write one of: ${values.join(", ")}`,
  };
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
  const example = exampleFor(path);
  const quote = expected === "text" && (typeof input === "number" || typeof input === "boolean");
  const remedy = quote ? `Put it in quotes: "${input}"` : `Write ${expected}`;
  return { code: "TYPE-WRONG", path, message, remedy: example ? `Write e.g. ${example}` : remedy };
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
  return typeof input === "string" ? `the text "${brief(input)}"` : `the value ${String(input)}`;
}

function brief(input: unknown): string {
  const text = String(input);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
