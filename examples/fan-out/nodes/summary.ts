import type { Context } from "tentacular";

type Input = { longest: string; count: Record<string, number> };

/** Joins what both nodes before it returned. */
export default async function summary(_ctx: Context, { longest, count }: Input) {
  const [often] = Object.entries(count).toSorted(([, a], [, b]) => b - a);
  return { longest, mostOften: often?.[0] ?? "", differentWords: Object.keys(count).length };
}
