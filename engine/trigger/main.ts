import { exitCodes } from "../../src/errors.ts";
import { type Answer, outlineOf } from "./outline-of.ts";
import { postOnce, type Tick } from "./post-once.ts";

/** The program of a CronJob's pod, and of whoever may exec into the engine's: starts one run and ends as the run did. */
async function main(): Promise<number> {
  const tick = await tickOf(Deno.args);
  if (tick === undefined) return exitCodes.usage.code;
  const outcome = await postOnce(tick);
  const base = { ts: new Date().toISOString(), run: tick.runId };
  if (outcome.kind === "answered") {
    const { status, body } = outcome;
    // Who asked by hand reads the whole answer; a cron pod's log is kept, and outputs may hold what no log should.
    const told = tick.trigger === "manual" ? { answer: parsed(body) } : outlineOf(parsed(body));
    console.log(JSON.stringify({ ...base, event: "run-answered", status, ...told }));
    return outcome.status === 200 ? exitCodes.ok.code : exitCodes.failed.code;
  }
  console.log(JSON.stringify({ ...base, level: "error", event: `run-${outcome.kind}`, ...outcome, url: tick.url }));
  return outcome.kind === "lost" ? exitCodes.timeout.code : exitCodes.unreachable.code;
}

async function tickOf(words: readonly string[]): Promise<Tick | undefined> {
  const flags: Record<string, string> = {};
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, name = "", inline] = /^--([a-z-]+)(?:=(.*))?$/s.exec(word) ?? [];
    flags[name] = inline ?? rest.shift() ?? "";
  }
  const { url, "run-id": runId, input: given = "{}", trigger = "cron", timeout = "3600" } = flags;
  if (url && runId) {
    const input = given === "-" ? await new Response(Deno.stdin.readable).text() : given;
    return { url, runId, input, trigger, timeoutMs: Number(timeout) * 1000 };
  }
  console.error("Usage: --url URL --run-id ID [--input JSON|-] [--trigger cron|manual] [--timeout SECONDS]");
  return undefined;
}

/** The answer of an engine; whatever else answers there has not said how a run ended. */
function parsed(body: string): Answer {
  try {
    return JSON.parse(body) ?? {};
  } catch {
    return {};
  }
}

Deno.exit(await main());
