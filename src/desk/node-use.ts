import { z } from "zod";

/** What one node asked for while it ran. */
export const nodeUse = z.object({
  node: z.string(),
  /** Names given to `ctx.dependency`. */
  dependencies: z.array(z.string()),
  /** Services given to `ctx.fetch`. */
  services: z.array(z.string()),
  /** `service.key` read from `ctx.secrets`. */
  secrets: z.array(z.string()),
  /** Hosts given to the global `fetch`, with the port when it is not the usual one. */
  fetches: z.array(z.string()),
});

export type NodeUse = z.infer<typeof nodeUse>;
