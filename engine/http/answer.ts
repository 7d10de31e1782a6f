import type { TentacularError } from "../../src/errors.ts";

const json = { "content-type": "application/json" };

/** A JSON answer. */
export function answer(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(`${JSON.stringify(body)}\n`, { status, headers: { ...json, ...headers } });
}

/** What every refusal looks like: `{ error: { code, message, remedy } }`. */
export function refusal(
  status: number,
  { code, message, remedy, place }: Pick<TentacularError, "code" | "message" | "remedy"> & { place?: unknown },
  headers?: Record<string, string>,
): Response {
  return answer(status, { error: { code, message, remedy, place } }, headers);
}
