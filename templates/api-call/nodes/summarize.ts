import type { Context } from "tentacular";
import type { Item } from "./fetch-items.ts";

/** Counts the items. */
export default async function summarize(_ctx: Context, items: Item[]) {
  return { items: items.length, inStock: items.filter((item) => item.inStock).length };
}
