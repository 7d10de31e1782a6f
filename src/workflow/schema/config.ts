import { z } from "zod";
import { formats } from "./formats.ts";
import { text } from "./text.ts";

/** The author's own settings; only these keys are ours. */
export const config = z.looseObject({
  timeout: text(formats.duration).exactOptional().describe("Per attempt of a node, e.g. 45s; default 30s"),
  retries: z.int().min(0).max(100).exactOptional().describe("Further attempts of a failed node; default 0"),
  connect_timeout: text(formats.duration)
    .exactOptional()
    .describe("For a connection of a node to be made, e.g. 2s; default 5s"),
});
