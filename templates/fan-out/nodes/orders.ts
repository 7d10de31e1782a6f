import type { Context } from "tentacular";
import type { Order } from "./order.ts";

/** Keeps the orders that reach the minimum of `config.minimum`. */
export default async function orders(ctx: Context, input: { orders?: Order[] }): Promise<Order[]> {
  const minimum = Number(ctx.config.minimum ?? 0);
  return (input.orders ?? []).filter((order) => order.amount >= minimum);
}
