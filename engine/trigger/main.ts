import { exitCodes } from "../../src/errors.ts";
import { postOnce, type Tick } from "./post-once.ts";

/** The program of a CronJob's pod, and of whoever may exec into the engine's: starts one run and ends as the run did. */
async function main(): Promise<number> {
  const tick = await tickOf(Deno.args);
  if (tick === undefined) return exitCodes.usage.code;
  const outcome = await postOnce(tick);
  const base = { ts: new Date().toISOString(), run: tick.runId };
  if (outcome.kind === "answered") {
    console.log(
      JSON.stringify({ ...base, event: "run-answered", status: outcome.status, answer: parsed(outcome.body) }),
    );
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

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

Deno.exit(await main());
