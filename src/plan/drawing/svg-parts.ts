import type { Picture } from "./picture.ts";
import { dependencyColours } from "./svg-style.ts";
import { boldWidth, textWidth } from "./text-width.ts";

/** Where something is drawn: left edge, middle of its height, and size. */
export type Area = { x: number; middle: number; width: number; height: number };

type Node = Picture["nodes"][number];
type Trigger = Picture["triggers"][number];
type Dependency = Picture["dependencies"][number];

/** Text that is no markup. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** The size of a node's card. */
export function nodeSize({ name, uses }: Node): { width: number; height: number } {
  const widths = [boldWidth(name, 14), ...uses.map((used) => textWidth(used, 11.5) + 14)];
  return { width: Math.max(76, ...widths) + 32, height: 42 + uses.length * 18 + (uses.length > 0 ? 4 : 0) };
}

/** A node: its name, and a coloured dot for each dependency that it uses. */
export function nodeCard(
  { name, uses }: Node,
  { x, middle, width, height }: Area,
  dependencies: readonly Dependency[],
): string {
  const top = middle - height / 2;
  const lines = uses.map((used, index) => {
    const y = top + 48 + index * 18;
    return `<circle cx="${x + 20}" cy="${y}" r="3.5" fill="${colourOf(used, dependencies)}"/><text class="small" x="${x + 30}" y="${y + 4}">${escaped(used)}</text>`;
  });
  return `<g><rect class="card" x="${x}" y="${top}" width="${width}" height="${height}" rx="10"/><text class="name" x="${x + 16}" y="${top + 26}">${escaped(name)}</text>${lines.join("")}</g>`;
}

/** The size of a trigger. */
export function triggerSize({ label, detail }: Trigger): { width: number; height: number } {
  const width = Math.max(boldWidth(label, 14), textWidth(detail, 11.5));
  return { width: width + 66, height: detail === "" ? 40 : 50 };
}

/** A trigger: each type has a shape and a sign of its own. */
export function triggerShape({ type, label, detail }: Trigger, { x, middle, width, height }: Area): string {
  const baseline = detail === "" ? middle + 5 : middle - 3;
  const second = detail === "" ? "" : `<text class="small" x="${x + 42}" y="${middle + 14}">${escaped(detail)}</text>`;
  return `<g><path class="trigger" d="${outlines[type](x, middle, width, height)}"/><path class="icon" transform="translate(${x + 26} ${middle})" d="${icons[type]}"/><text class="name" x="${x + 42}" y="${baseline}">${escaped(label)}</text>${second}</g>`;
}

type Outline = (x: number, middle: number, width: number, height: number) => string;

const stadium: Outline = (x, middle, width, height) => {
  const r = height / 2;
  return `M${x + r} ${middle - r}H${x + width - r}A${r} ${r} 0 0 1 ${x + width - r} ${middle + r}H${x + r}A${r} ${r} 0 0 1 ${x + r} ${middle - r}Z`;
};

const outlines: Record<Trigger["type"], Outline> = {
  manual: stadium,
  cron: stadium,
  queue: (x, middle, width, height) =>
    `M${x + 6} ${middle - height / 2}H${x + width - 16}L${x + width} ${middle}L${x + width - 16} ${middle + height / 2}H${x + 6}Q${x} ${middle + height / 2} ${x} ${middle + height / 2 - 6}V${middle - height / 2 + 6}Q${x} ${middle - height / 2} ${x + 6} ${middle - height / 2}Z`,
  webhook: (x, middle, width, height) =>
    `M${x + 14} ${middle - height / 2}H${x + width - 14}L${x + width} ${middle}L${x + width - 14} ${middle + height / 2}H${x + 14}L${x} ${middle}Z`,
};

const icons: Record<Trigger["type"], string> = {
  manual: "M-4 -6L6 0L-4 6Z",
  cron: "M7 0A7 7 0 1 1 -7 0A7 7 0 1 1 7 0M0 -4V0L3 2",
  queue: "M-6 -5H6M-6 0H6M-6 5H6",
  webhook: "M2 -7L-5 1H0L-2 7L5 -1H0Z",
};

/** The width of a dependency's line in the contract. */
export function dependencyWidth({ name, protocol, detail }: Dependency): number {
  return 30 + boldWidth(name, 12.5) + 8 + textWidth(`${protocol} ${detail}`, 11.5) + 18;
}

/** A dependency: its dot, its name, and how it is reached. */
export function dependencyChip(dependency: Dependency, area: Area, dependencies: readonly Dependency[]): string {
  const { name, protocol, detail } = dependency;
  const { x, middle, width, height } = area;
  const words = `<tspan class="name">${escaped(name)}</tspan><tspan dx="8">${escaped(`${protocol} ${detail}`)}</tspan>`;
  return `<g><rect class="card" x="${x}" y="${middle - height / 2}" width="${width}" height="${height}" rx="${height / 2}"/><circle cx="${x + 17}" cy="${middle}" r="4" fill="${colourOf(name, dependencies)}"/><text class="small" x="${x + 30}" y="${middle + 4.5}">${words}</text></g>`;
}

function colourOf(name: string, dependencies: readonly Dependency[]): string {
  const index = dependencies.findIndex((dependency) => dependency.name === name);
  return dependencyColours[Math.max(0, index) % dependencyColours.length] ?? "";
}
