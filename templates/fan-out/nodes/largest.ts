import type { Context } from "tentacular";
import type { Order } from "./order.ts";

/** Finds the largest order; null when there is none. */
export default async function largest(_ctx: Context, orders: Order[]): Promise<Order | null> {
  return orders.toSorted((a, b) => b.amount - a.amount)[0] ?? null;
}
