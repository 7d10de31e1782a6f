import type { Range } from "./range-of.ts";

/** Whether a range holds all of another one; a range covers itself. */
export function covers(outer: Range, inner: Range): boolean {
  if (outer.family !== inner.family || outer.bits > inner.bits) return false;
  const rest = BigInt((outer.family === 6 ? 128 : 32) - outer.bits);
  return outer.first >> rest === inner.first >> rest;
}
