import { z } from "zod";
import { TentacularError } from "../errors.ts";
import { type Lock, lockSchema } from "./lock.ts";

/** The name of the lock in a workflow's folder, and in the code. */
export const lockName = "deno.lock";

/**
 * Reads a lock.
 *
 * @throws {TentacularError} `LOCK-BROKEN` (invalid) with the place
 */
export function parseLock(text: string): Lock {
  const data = json(text);
  const parsed = lockSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  const version = z.object({ version: z.string() }).safeParse(data).data?.version;
  const [issue] = parsed.error.issues;
  const key = issue?.path.map(String).join(".") ?? "";
  throw version !== undefined && version !== "5"
    ? broken(`is of version "${version}", and this version of tntc knows version "5"`, place(text, '"version"'))
    : broken(`is wrong at "${key}"`, place(text, JSON.stringify(issue?.path.at(-1) ?? "")));
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const at = /line (\d+) column (\d+)/.exec(String(cause));
    throw broken("is not JSON", at ? { line: Number(at[1]), column: Number(at[2]) } : { line: 1 }, cause);
  }
}

/** The first line that has it: near enough in a file of one key a line. */
function place(text: string, key: string): { line: number } {
  return { line: Math.max(1, text.split("\n").findIndex((line) => line.includes(key)) + 1) };
}

function broken(how: string, at: { line: number; column?: number }, cause?: unknown): TentacularError {
  return new TentacularError(`The lock "${lockName}" ${how}`, {
    code: "LOCK-BROKEN",
    exit: "invalid",
    place: { file: lockName, ...at },
    remedy: 'Restore it from version control, or make it anew: delete it, then "tntc contract lock"',
    cause,
  });
}
