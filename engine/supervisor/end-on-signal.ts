import { close } from "./close.ts";
import type { Engine } from "./engine.ts";

/**
 * How long a pod serves on when it is to end, each answer closing its connection: so that clients which keep their
 * connections move to another pod without losing a request. At the desk there is no other pod to move to.
 */
const lingerMs = 1500;

/** SIGTERM, SIGINT and the end of the parent's pipe: no longer ready, finish what runs, end. A second signal ends at once. */
export function endOnSignal(engine: Engine, servers: Deno.HttpServer[]): void {
  let ending = false;
  const end = async () => {
    if (ending) Deno.exit(0);
    ending = true;
    engine.log.info({ event: "draining", msg: `Finishing ${engine.inFlight + engine.queued} runs` });
    const desk = engine.flags["parent-stdin"] !== undefined;
    await engine.drain({ lingerMs: desk ? 0 : lingerMs, graceMs: engine.flags.grace * 1000 });
    await close(engine, servers);
    engine.log.info({ event: "stopped" });
    await engine.log.flush();
    Deno.exit(0);
  };
  Deno.addSignalListener("SIGTERM", () => void end());
  Deno.addSignalListener("SIGINT", () => void end());
  if (engine.flags["parent-stdin"]) void endOfInput().then(end);
}

async function endOfInput(): Promise<void> {
  for await (const _ of Deno.stdin.readable);
}
