import { heightsOf } from "./heights.ts";
import { type Layers, layersOf } from "./layers.ts";
import type { Picture } from "./picture.ts";
import {
  type Area,
  dependencyChip,
  dependencyWidth,
  escaped,
  nodeCard,
  nodeSize,
  triggerShape,
  triggerSize,
} from "./svg-parts.ts";
import { svgStyle } from "./svg-style.ts";
import { boldWidth, textWidth } from "./text-width.ts";

const margin = 32;
const between = { layers: 64, nodes: 20, triggers: 14, start: 40 };

/** Where everything of the graph stands, before it is moved below the header. */
type Placed = {
  areas: Map<string, Area>;
  triggers: Area[];
  /** The dot where all triggers meet. */
  start: { x: number; y: number };
  width: number;
  top: number;
  bottom: number;
};

/**
 * A workflow as an SVG of its own: triggers at the left, stages from left to right, the contract below. It follows the
 * reader's light or dark scheme.
 */
export function svg(picture: Picture): string {
  const layers = layersOf(picture);
  const placed = placedOf(picture, layers);
  const header = headerOf(picture);
  const shift = header.height + 34 - placed.top;
  const width = Math.max(placed.width, header.width, 420) + margin;
  const contract = contractOf(picture, { top: placed.bottom + shift + 36, width });
  const height = contract.bottom + margin;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}" role="img">`,
    `<title>${escaped(`${picture.name} ${picture.version}`)}</title>`,
    `<style>${svgStyle}</style>`,
    `<defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path class="head" d="M1 1L9 5L1 9L3.2 5Z"/></marker></defs>`,
    `<rect class="paper" width="100%" height="100%" rx="14"/>`,
    header.markup,
    `<g transform="translate(0 ${round(shift)})">`,
    ...stageLabels(layers, placed),
    ...edgesOf(layers, placed),
    ...startLines(layers, placed),
    ...picture.triggers.flatMap((trigger, index) => {
      const area = placed.triggers[index];
      return area ? [triggerShape(trigger, area)] : [];
    }),
    ...picture.nodes.flatMap((node) => {
      const area = placed.areas.get(node.name);
      return area ? [nodeCard(node, area, picture.dependencies)] : [];
    }),
    "</g>",
    ...contract.markup,
    "</svg>",
    "",
  ].join("\n");
}

function placedOf(picture: Picture, layers: Layers): Placed {
  const sizes = new Map(picture.nodes.map((node) => [node.name, nodeSize(node)]));
  const heightOf = (node: string | undefined) =>
    (node === undefined ? 8 : (sizes.get(node)?.height ?? 0)) + between.nodes;
  const middles = heightsOf(layers, heightOf);
  const triggerSizes = picture.triggers.map(triggerSize);
  const triggersWidth = Math.max(...triggerSizes.map(({ width }) => width));
  const start = { x: margin + triggersWidth + between.start, y: startHeight(layers, middles) };
  const areas = new Map<string, Area>();
  let x = start.x + between.start;
  for (const layer of layers.layers) {
    const width = Math.max(40, ...layer.map(({ node }) => (node === undefined ? 0 : (sizes.get(node)?.width ?? 0))));
    for (const { id, node } of layer)
      areas.set(id, { x, middle: middles.get(id) ?? 0, width, height: heightOf(node) - between.nodes });
    x += width + between.layers;
  }
  const triggers = stacked(triggerSizes, triggersWidth, start.y);
  const all = [...areas.values(), ...triggers];
  const top = Math.min(...all.map(({ middle, height }) => middle - height / 2));
  const bottom = Math.max(...all.map(({ middle, height }) => middle + height / 2));
  return { areas, triggers, start, width: x - between.layers, top, bottom };
}

function startHeight({ layers }: Layers, middles: Map<string, number>): number {
  const first = (layers[0] ?? []).map(({ id }) => middles.get(id) ?? 0);
  return (Math.min(...first) + Math.max(...first)) / 2;
}

function stacked(sizes: readonly { height: number }[], width: number, around: number): Area[] {
  const total = sizes.reduce((sum, { height }) => sum + height, 0) + between.triggers * (sizes.length - 1);
  let y = around - total / 2;
  return sizes.map(({ height }) => {
    const area = { x: margin, middle: y + height / 2, width, height };
    y += height + between.triggers;
    return area;
  });
}

function stageLabels({ layers }: Layers, { areas, top }: Placed): string[] {
  return layers.map((layer, index) => {
    const area = areas.get(layer[0]?.id ?? "");
    return `<text class="stage" x="${round((area?.x ?? 0) + 2)}" y="${round(top - 12)}">stage ${index + 1}</text>`;
  });
}

function edgesOf({ chains }: Layers, { areas }: Placed): string[] {
  return chains.map(({ way }) => {
    const stops = way.flatMap((id) => areas.get(id) ?? []);
    const curve = stops.slice(1).map((to, index) => {
      const from = stops[index] ?? to;
      const last = index === stops.length - 2;
      return `${bend(from.x + from.width, from.middle, to.x - (last ? 2 : 0), to.middle)}${last ? "" : `H${round(to.x + to.width)}`}`;
    });
    const [first] = stops;
    return `<path class="line" marker-end="url(#head)" d="M${round((first?.x ?? 0) + (first?.width ?? 0))} ${round(first?.middle ?? 0)}${curve.join("")}"/>`;
  });
}

/** Every trigger starts every node that waits for nobody. */
function startLines({ layers }: Layers, { areas, triggers, start }: Placed): string[] {
  const roots = (layers[0] ?? []).flatMap(({ id }) => areas.get(id) ?? []);
  const dot = `<circle class="dot" cx="${round(start.x)}" cy="${round(start.y)}" r="3.5"/>`;
  return [
    ...triggers.map(
      (area) =>
        `<path class="line" d="M${round(area.x + area.width)} ${round(area.middle)}${bend(area.x + area.width, area.middle, start.x, start.y)}"/>`,
    ),
    ...roots.map(
      (area) =>
        `<path class="line" marker-end="url(#head)" d="M${round(start.x)} ${round(start.y)}${bend(start.x, start.y, area.x - 2, area.middle)}"/>`,
    ),
    ...(triggers.length + roots.length > 2 ? [dot] : []),
  ];
}

/** A curve that leaves and arrives level. */
function bend(x1: number, y1: number, x2: number, y2: number): string {
  const middle = round((x1 + x2) / 2);
  return `C${middle} ${round(y1)} ${middle} ${round(y2)} ${round(x2)} ${round(y2)}`;
}

function headerOf({ name, version, description }: Picture): { markup: string; width: number; height: number } {
  const after = margin + boldWidth(name, 20) + 12;
  const pill = textWidth(version, 12) + 20;
  const line = description === "" ? "" : `<text class="soft" x="${margin}" y="74">${escaped(description)}</text>`;
  return {
    markup: `<text class="title" x="${margin}" y="50">${escaped(name)}</text><rect class="pill" x="${round(after)}" y="33" width="${round(pill)}" height="22" rx="11"/><text class="version" x="${round(after + pill / 2)}" y="48" text-anchor="middle">${escaped(version)}</text>${line}`,
    width: Math.max(after + pill, margin + textWidth(description, 12.5)),
    height: description === "" ? 62 : 86,
  };
}

function contractOf(
  { dependencies }: Picture,
  { top, width }: { top: number; width: number },
): { markup: string[]; bottom: number } {
  if (dependencies.length === 0) return { markup: [], bottom: top - 36 };
  let [x, y] = [margin, top + 14];
  const chips = dependencies.map((dependency) => {
    const size = round(dependencyWidth(dependency));
    if (x > margin && x + size > width - margin) [x, y] = [margin, y + 38];
    const chip = dependencyChip(dependency, { x: round(x), middle: y + 15, width: size, height: 30 }, dependencies);
    x += size + 10;
    return chip;
  });
  return { markup: [`<text class="stage" x="${margin + 2}" y="${top}">contract</text>`, ...chips], bottom: y + 30 };
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
