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
    if (ending) return await endNow(engine);
    ending = true;
    engine.log.info({ event: "draining", msg: `Finishing ${engine.inFlight + engine.queued} runs` });
    await engine.drain({ lingerMs: engine.flags["parent-stdin"] ? 0 : lingerMs, graceMs: engine.flags.grace * 1000 });
    await close(engine, servers);
    engine.log.info({ event: "stopped" });
    await engine.log.flush();
    Deno.exit(0);
  };
  Deno.addSignalListener("SIGTERM", () => void end());
  Deno.addSignalListener("SIGINT", () => void end());
  if (engine.flags["parent-stdin"]) void endOfInput().then(end);
}

/** Runners are killed before: one whose code spins would never notice that we are gone. */
async function endNow(engine: Engine): Promise<never> {
  await engine.stop();
  Deno.exit(0);
}

async function endOfInput(): Promise<void> {
  for await (const _ of Deno.stdin.readable);
}
