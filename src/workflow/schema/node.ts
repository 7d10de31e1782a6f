import { z } from "zod";
import { strict } from "./strict.ts";

/** One node as written. */
export const node = strict({
  path: z.string().min(1).describe("The TypeScript file, relative to this one, e.g. ./nodes/pull.ts"),
  description: z.string().exactOptional(),
  capabilities: z.record(z.string(), z.string()).exactOptional().describe("For people; nothing reads it"),
});
