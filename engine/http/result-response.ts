import type { RunEnd } from "../supervisor/run-record.ts";

/** Bytes that a connection may have carried and still be kept: it keeps the room that the largest of them took. */
const light = 128 * 1024;

const json = { "content-type": "application/json" };
const ok = { status: 200, headers: json };
const failed = { status: 500, headers: json };
const closing = { ...json, connection: "close" };

/** The answer with a run's result. @param carried bytes of request and answer together */
export function resultResponse({ success, result }: Pick<RunEnd, "success" | "result">, carried: number): Response {
  const init = success ? ok : failed;
  return new Response(result, carried > light ? { ...init, headers: closing } : init);
}
