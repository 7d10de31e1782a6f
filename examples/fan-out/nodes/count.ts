import type { Context } from "tentacular";

/** Counts how often each word occurs. */
export default async function count(_ctx: Context, words: string[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
