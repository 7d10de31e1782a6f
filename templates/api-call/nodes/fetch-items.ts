import type { Context } from "tentacular";

export type Item = { id: string; inStock: boolean };

/** Asks the service for its items; host and token come from the contract in workflow.yaml. */
export default async function fetchItems(ctx: Context, input: { category?: string }): Promise<Item[]> {
  const catalog = ctx.dependency("catalog");
  const response = await catalog.fetch(`/items?category=${encodeURIComponent(input.category ?? "all")}`, {
    headers: { authorization: `Bearer ${catalog.secret}` },
    signal: ctx.signal,
  });
  if (!response.ok) throw new Error(`The catalog answered ${response.status}`);
  return await response.json();
}
