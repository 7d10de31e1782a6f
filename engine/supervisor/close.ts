import type { Engine } from "./engine.ts";

const leaveWithinMs = 500;

/**
 * Ends serving: what still runs or waits is answered as failed, and answers may leave. When the engine was `idle`,
 * requests that are just arriving are served before.
 */
export async function close(engine: Engine, servers: Deno.HttpServer[], { idle = false } = {}): Promise<void> {
  const closed = Promise.all(servers.map((server) => server.shutdown()));
  if (idle) await Promise.race([closed, pause(leaveWithinMs)]);
  engine.stop();
  await Promise.race([closed, pause(leaveWithinMs)]);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
