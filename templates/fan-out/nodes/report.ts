import type { Context } from "tentacular";
import type { Order } from "./order.ts";

/** Several incoming edges, so the input is keyed by the name of the node before. */
type Input = { total: { count: number; amount: number }; largest: Order | null };

/** Joins both results in one sentence. */
export default async function report(_ctx: Context, { total, largest }: Input) {
  if (largest === null) return { text: "No orders" };
  return { text: `${total.count} orders, ${total.amount} in all, the largest is ${largest.id}` };
}
