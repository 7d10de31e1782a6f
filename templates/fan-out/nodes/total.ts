import type { Context } from "tentacular";
import type { Order } from "./order.ts";

/** Adds the amounts up. */
export default async function total(_ctx: Context, orders: Order[]) {
  return { count: orders.length, amount: orders.reduce((sum, order) => sum + order.amount, 0) };
}
