import type { Context } from "tentacular";

export type Sale = { item: string; amount: number };

/** Asks the shop; the contract says where it is, and the secret goes with the request by itself. */
export default async function sales(ctx: Context, day: string): Promise<Sale[]> {
  const response = await ctx.fetch("shop", `/sales?day=${day}`);
  if (!response.ok) throw new Error(`The shop answered ${response.status}`);
  return await response.json();
}
