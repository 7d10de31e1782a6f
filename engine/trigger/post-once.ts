import { pause } from "../wire/pause.ts";

/** What came of a tick. */
export type Outcome =
  | { kind: "answered"; status: number; body: string }
  | { kind: "lost" }
  | { kind: "unreachable"; why: string };

/** One request of the trigger client. */
export type Tick = { url: string; runId: string; input: string; trigger: string; timeoutMs: number };

const betweenTriesMs = 500;
const lookEveryMs = 1000;
const lookWithinMs = 5000;
/** A run that the engine does not know for so long was never begun, or went with its pod. */
const unknownForMs = 8000;

/**
 * Posts one run. Tried again only while nothing can have arrived: the connection was refused, or there was no way.
 * An answered request is never repeated; when the answer was lost, the run is looked up by its id.
 */
export async function postOnce(tick: Tick): Promise<Outcome> {
  const until = Date.now() + tick.timeoutMs;
  for (;;) {
    const outcome = await post(tick, until);
    if (outcome.kind === "answered") return outcome;
    if (outcome.kind === "lost") return await lookUp(tick, until);
    if (Date.now() + betweenTriesMs > until) return outcome;
    await pause(betweenTriesMs);
  }
}

async function post({ url, runId, input, trigger }: Tick, until: number): Promise<Outcome> {
  try {
    const response = await fetch(`${url}/run`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-tentacular-run-id": runId, "x-tentacular-trigger": trigger },
      body: input,
      signal: AbortSignal.timeout(Math.max(1, until - Date.now())),
    });
    return { kind: "answered", status: response.status, body: await response.text() };
  } catch (error) {
    const why = whyOf(error);
    return /client error \(Connect\)|tcp connect error|dns error/i.test(why)
      ? { kind: "unreachable", why }
      : { kind: "lost" };
  }
}

/** Deno says "fetch failed" and hides the reason in the cause. */
function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

/** The run may be under way: its result is fetched, never asked for anew. What nobody knows any more is lost. */
async function lookUp({ url, runId }: Tick, until: number): Promise<Outcome> {
  const run = `${url}/runs/${runId}`;
  let knownAt = Date.now();
  while (Date.now() < Math.min(until, knownAt + unknownForMs)) {
    const state = await stateOf(run);
    if (state !== undefined) knownAt = Date.now();
    const answer = state === "finished" ? await answerOf(run) : undefined;
    if (answer) return answer;
    await pause(lookEveryMs);
  }
  return { kind: "lost" };
}

async function stateOf(run: string): Promise<string | undefined> {
  const found = await get(run);
  return found?.status === 200 ? stateIn(found.body) : undefined;
}

/** Something between us and the engine may answer in its place, with a page for people. */
function stateIn(body: string): string | undefined {
  try {
    return JSON.parse(body).state;
  } catch {
    return undefined;
  }
}

/** The very answer that was lost; what `/runs/<id>` shows of it is redacted, and cut when it is long. */
async function answerOf(run: string): Promise<Outcome | undefined> {
  const found = await get(`${run}/result`);
  return found && [200, 500].includes(found.status) ? { kind: "answered", ...found } : undefined;
}

async function get(url: string): Promise<{ status: number; body: string } | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(lookWithinMs) });
    return { status: response.status, body: await response.text() };
  } catch {
    return undefined;
  }
}
