import { readFile } from "node:fs/promises";
import type { z } from "zod";
import { TentacularError } from "../errors.ts";
import { jsonPlace } from "./json-place.ts";

/**
 * Reads one fixture file by its schema.
 *
 * @throws FIXTURE-JSON, FIXTURE-INVALID (invalid), each with its place
 */
export async function readFixture<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  const text = (await readFile(file, "utf8")).replace(/^\uFEFF/, "");
  const parsed = schema.safeParse(json(text, file));
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(said);
  throw new TentacularError(`The fixture "${file}" is not as it should be: ${issues.join("; ")}`, {
    code: "FIXTURE-INVALID",
    exit: "invalid",
    place: { file, ...keyPlace(text, parsed.error.issues[0]) },
    remedy: "A fixture has input, and may have config, secrets, expected, expectedMatch, mocks and now",
  });
}

function json(text: string, file: string): unknown {
  const place = jsonPlace(text);
  if (place === undefined) return JSON.parse(text);
  throw new TentacularError(`The fixture "${file}" is not JSON, line ${place.line}, column ${place.column}`, {
    code: "FIXTURE-JSON",
    exit: "invalid",
    place: { file, ...place },
    remedy: `Mend line ${place.line}: ${text.split("\n")[place.line - 1]?.trim().slice(0, 80) || "it is empty"}`,
  });
}

function said(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return `unknown ${issue.keys.map((key) => `"${key}"`).join(", ")}`;
  return `"${issue.path.join(".") || "the whole"}" ${issue.message.replace(/^Invalid input: /, "")}`;
}

/** The first line that has the offending key: near enough for files of this size. */
function keyPlace(text: string, issue: z.core.$ZodIssue | undefined): { line?: number } {
  const key = issue?.code === "unrecognized_keys" ? issue.keys[0] : issue?.path.at(-1);
  const line = text.split("\n").findIndex((content) => content.includes(`"${String(key)}"`));
  return line < 0 ? {} : { line: line + 1 };
}
