import type { Context } from "tentacular";

export type Item = { id: string; inStock: boolean };

/** Asks the service for its items; host and token come from the contract in workflow.yaml. */
export default async function fetchItems(ctx: Context, input: { category?: string }): Promise<Item[]> {
  const response = await ctx.fetch("catalog", `/items?category=${encodeURIComponent(input.category ?? "all")}`);
  if (!response.ok) throw new Error(`The catalog answered ${response.status}`);
  return await response.json();
}
