import { z } from "zod";

/** What a controller says of an object's state, as far as we read it of every kind. */
export const condition = z.object({
  type: z.string(),
  status: z.string(),
  reason: z.string().default(""),
  message: z.string().default(""),
});
