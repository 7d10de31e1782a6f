import { z } from "zod";

const record = z.looseObject({
  ts: z.string().optional(),
  level: z.string().optional(),
  event: z.string().optional(),
  msg: z.string().optional(),
  run: z.string().optional(),
  node: z.string().optional(),
  remedy: z.string().optional(),
});

/** One line of a pod's log: the engine writes JSON, Deno and others may not. */
export type LogRecord = { pod: string; text: string; fields?: z.infer<typeof record> };

/** Reads one line; a line that is no JSON object is only text. */
export function logRecord(pod: string, text: string): LogRecord {
  if (!text.startsWith("{")) return { pod, text };
  try {
    const parsed = record.safeParse(JSON.parse(text));
    return parsed.success ? { pod, text, fields: parsed.data } : { pod, text };
  } catch {
    return { pod, text };
  }
}
