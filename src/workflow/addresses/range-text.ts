import type { Range } from "./range-of.ts";

/** How Kubernetes writes a range of addresses, e.g. `10.20.0.0/16`. */
export function rangeText({ family, first, bits }: Range): string {
  return `${family === 6 ? six(first) : four(first)}/${bits}`;
}

function four(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join(".");
}

function six(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
  const runs = groups.map((_, start) => zerosFrom(groups, start));
  const length = Math.max(...runs);
  if (length < 2) return groups.join(":");
  const start = runs.indexOf(length);
  return `${groups.slice(0, start).join(":")}::${groups.slice(start + length).join(":")}`;
}

function zerosFrom(groups: string[], start: number): number {
  const end = groups.findIndex((group, index) => index >= start && group !== "0");
  return (end < 0 ? groups.length : end) - start;
}
