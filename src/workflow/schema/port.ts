import { z } from "zod";
import { formats } from "./formats.ts";
import { strict } from "./strict.ts";
import { text } from "./text.ts";

/** A port in any of its spellings: `443`, `"443/TCP"` or `{port: 443, protocol: TCP}`. */
export const port = z
  .union([
    portNumber(),
    text(formats.port),
    strict({ port: portNumber(), protocol: z.enum(["TCP", "UDP"]).default("TCP") }),
  ])
  .transform((written) => {
    if (typeof written === "object") return written;
    const [number, protocol] = String(written).split("/");
    return { port: Number(number), protocol: protocol?.toUpperCase() === "UDP" ? ("UDP" as const) : ("TCP" as const) };
  })
  .refine(({ port }) => port >= 1 && port <= 65_535)
  .describe("443, 443/TCP or {port: 443, protocol: TCP}");

function portNumber() {
  return z.int().min(1).max(65_535);
}
