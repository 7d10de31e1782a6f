import type { Context } from "tentacular";

/** Finds the longest word; the first of several. */
export default async function longest(_ctx: Context, words: string[]): Promise<string> {
  return words.reduce((best, word) => (word.length > best.length ? word : best), "");
}
