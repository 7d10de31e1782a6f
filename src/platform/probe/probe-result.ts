import { z } from "zod";

/** What one pod found when it tried to reach another: measured, with fresh connections. */
export const probeResult = z.object({
  /** The one connection that policies allow came about; without it the rest says nothing. */
  allowed: z.boolean(),
  /** A connection that only a policy for incoming traffic forbids was stopped. */
  ingress: z.boolean(),
  /** A connection that only a policy for outgoing traffic forbids was stopped. */
  egress: z.boolean(),
  /** The address of each name that was asked for, or why there is none. */
  names: z.array(z.object({ name: z.string(), address: z.string().optional(), error: z.string().optional() })),
  /** How each outside address answered a connection: its first line, or why there is none. */
  dialled: z.array(z.object({ to: z.string(), greeting: z.string().optional(), error: z.string().optional() })),
});

/** What {@link probeResult} holds. */
export type ProbeResult = z.infer<typeof probeResult>;
