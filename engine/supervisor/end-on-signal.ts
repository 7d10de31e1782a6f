import type { Engine } from "./engine.ts";

/** SIGTERM, SIGINT and the end of the parent's pipe: no longer ready, finish what runs, end. A second signal ends at once. */
export function endOnSignal(engine: Engine, servers: Deno.HttpServer[]): void {
  let ending = false;
  const end = async () => {
    if (ending) Deno.exit(0);
    ending = true;
    engine.log.info({ event: "draining", msg: `Finishing ${engine.inFlight + engine.queued} runs` });
    await engine.drain(engine.flags.grace * 1000);
    engine.stop();
    await Promise.race([Promise.all(servers.map((server) => server.shutdown())), pause(500)]);
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

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
