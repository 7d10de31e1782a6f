import { stirring } from "../wire/stirring.ts";

const everyMs = 1000;
const elapsed = performance.now.bind(performance);
const write = Deno.stdout.writeSync.bind(Deno.stdout);
const bytes = new TextEncoder().encode(stirring);
let saidAt = Number.NEGATIVE_INFINITY;

/**
 * Tells the supervisor that code goes on whose run has ended, so that it looks closely again. At once, as a frame would
 * not leave before that code lets go; at most once a second.
 */
export function stir(): void {
  if (elapsed() - saidAt < everyMs) return;
  saidAt = elapsed();
  write(bytes);
}
