import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Surface } from "./surface-of.ts";

const line = z.object({
  path: z.string(),
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  bytes: z.number(),
  sha256: z.string(),
  body: z.string().optional(),
});

const names = z.array(z.string());
const surfaces = z.record(z.string(), z.object({ exports: names, imports: names }));

/** What the real server answered once. Only small bodies are kept; "{origin}" stands for how it was reached. */
export type Recorded = z.infer<typeof line>;

/** All answers in the order they were given, and what the modules among them export and import. */
export async function readRecording(): Promise<{ answers: Recorded[]; surfaces: Record<string, Surface> }> {
  const text = await readFile(join(import.meta.dirname, "recording/answers.jsonl"), "utf8");
  const known = await readFile(join(import.meta.dirname, "recording/surfaces.json"), "utf8");
  const answers = text
    .trim()
    .split("\n")
    .map((one) => line.parse(JSON.parse(one)));
  return { answers, surfaces: surfaces.parse(JSON.parse(known)) };
}
