import type { Context } from "tentacular";
import type { Sale } from "./sales.ts";
import { money } from "./text/money.ts";

/** Compares the day's sales with `config.goal`. */
export default async function report(ctx: Context, { day, sales }: { day: string; sales: Sale[] }) {
  const total = sales.reduce((sum, sale) => sum + sale.amount, 0);
  const reached = total >= Number(ctx.config.goal);
  ctx.log.info(`${sales.length} sales`);
  return { day, total, reached, text: `${day}: ${money(total)}, goal ${reached ? "reached" : "missed"}` };
}
