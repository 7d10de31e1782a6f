import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import type { z } from "zod";
import { TentacularError } from "../errors.ts";
import { nearest } from "../workflow/nearest.ts";
import { fixture } from "./fixture.ts";
import { jsonPlace } from "./json-place.ts";

/**
 * Reads one fixture file by its schema.
 *
 * @throws FIXTURE-JSON, FIXTURE-INVALID (invalid), each with its place
 */
export async function readFixture<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  const text = (await readFile(path, "utf8")).replace(/^\uFEFF/, "");
  const file = fromHere(path);
  const parsed = schema.safeParse(json(text, file));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new TentacularError(`The fixture "${file}" is wrong: ${parsed.error.issues.map(said).join("; ")}`, {
    code: "FIXTURE-INVALID",
    exit: "invalid",
    place: { file, ...keyPlace(text, issue) },
    remedy: remedyOf(parsed.error.issues),
  });
}

function json(text: string, file: string): unknown {
  const place = jsonPlace(text);
  if (place === undefined) return JSON.parse(text);
  const line = text.split("\n")[place.line - 1]?.trim().slice(0, 80);
  throw new TentacularError(`The fixture "${file}" is not JSON`, {
    code: "FIXTURE-JSON",
    exit: "invalid",
    place: { file, ...place },
    remedy: line ? `Mend line ${place.line}, which reads: ${line}` : `Write JSON on line ${place.line}`,
  });
}

/** As one would type it, where it is below this folder. */
function fromHere(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith("..") ? path : short;
}

function said(issue: z.core.$ZodIssue): string {
  const path = issue.path
    .map((part) => `.${String(part)}`)
    .join("")
    .slice(1);
  if (issue.code === "unrecognized_keys") {
    const keys = issue.keys.map((key) => `"${key}"`).join(", ");
    return `unknown key${issue.keys.length === 1 ? "" : "s"} ${keys}${path === "" ? "" : ` in "${path}"`}`;
  }
  return `"${path === "" ? "the whole" : path}": ${issue.message}`;
}

const keys = Object.keys(fixture.shape);

function remedyOf(issues: z.core.$ZodIssue[]): string {
  const unknown = issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" && issue.path.length === 0 ? issue.keys : [],
  );
  const meant = unknown.flatMap((key) => {
    const close = nearest(key, keys);
    return close === undefined ? [] : [{ key, close }];
  });
  if (meant.length === 0 || meant.length < unknown.length) return `A fixture may have: ${keys.join(", ")}`;
  const [only] = meant;
  if (meant.length === 1 && only) return `Write "${only.close}"`;
  return `Write ${meant.map(({ key, close }) => `"${close}" for "${key}"`).join(", ")}`;
}

/** The first line that has the offending key: near enough for files of this size. */
function keyPlace(text: string, issue: z.core.$ZodIssue | undefined): { line?: number } {
  const key = issue?.code === "unrecognized_keys" ? issue.keys[0] : issue?.path.at(-1);
  const line = text.split("\n").findIndex((content) => content.includes(`"${String(key)}"`));
  return line < 0 ? {} : { line: line + 1 };
}
