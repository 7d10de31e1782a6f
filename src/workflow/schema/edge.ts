import { z } from "zod";
import { strict } from "./strict.ts";

/** `to` runs after `from` and gets its output. */
export const edge = strict({ from: z.string(), to: z.string() });
