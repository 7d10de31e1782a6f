import { pause } from "../wire/pause.ts";
import type { Engine } from "./engine.ts";

const leaveWithinMs = 500;

/** Ends serving: what still runs or waits is answered as failed, and the answers may leave. */
export async function close(engine: Engine, servers: Deno.HttpServer[]): Promise<void> {
  const stopped = engine.stop();
  // A server that shuts down takes the body away from a request that is still being read.
  await engine.settled(leaveWithinMs);
  const late = pause(leaveWithinMs);
  await Promise.race([Promise.all([stopped, ...servers.map((server) => server.shutdown())]), late]);
}
