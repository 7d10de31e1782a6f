import { z } from "zod";

const line = z.discriminatedUnion("event", [
  z.object({ event: z.literal("listening"), port: z.int() }),
  z.object({ event: z.literal("not-listening"), code: z.string(), msg: z.string(), remedy: z.string() }),
]);

/** What the engine says of its port, once: which it listens on, or why it cannot. */
export type PortLine = z.infer<typeof line>;

/**
 * Reads a line of the engine; undefined when it says something else.
 *
 * @example
 * portLine('{"ts":"…","level":"info","event":"listening","port":8080}'); // { event: "listening", port: 8080 }
 */
export function portLine(text: string): PortLine | undefined {
  try {
    return line.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
