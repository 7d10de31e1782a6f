import { z } from "zod";
import type { KubeAnswer } from "./transport.ts";

const status = z.object({ kind: z.literal("Status"), apiVersion: z.literal("v1"), message: z.string().default("") });

/** The API server's own refusal in an answer that came through its proxy; undefined when the other end has answered. */
export function statusIn({ status: code, body }: KubeAnswer): { message: string } | undefined {
  if (code < 400 || !body.startsWith("{")) return undefined;
  try {
    return status.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}
