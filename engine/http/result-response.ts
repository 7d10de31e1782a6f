import type { RunEnd } from "../supervisor/run-record.ts";
import type { SpentBytes } from "../wire/spent-bytes.ts";

/** What a connection may have carried and still be kept, in characters: it keeps the room that the largest of them took. */
const light = 128 * 1024;

const json = { "content-type": "application/json" };
const ok = { status: 200, headers: json };
const failed = { status: 500, headers: json };
const closing = { ...json, connection: "close" };

/** Where the bytes of answers are counted. */
type Counter = { spent: Pick<SpentBytes, "add"> };

/** The answer with a run's result. @param asked characters of the request that it answers */
export function resultResponse(engine: Counter, { success, result }: RunEnd, asked = 0): Response {
  const carried = asked + result.length;
  engine.spent.add(carried);
  const init = success ? ok : failed;
  return new Response(result, carried > light ? { ...init, headers: closing } : init);
}
