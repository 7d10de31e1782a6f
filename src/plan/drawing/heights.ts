import { type Layers, stepsOf } from "./layers.ts";

/** The middle of every slot, from the top: near its neighbours, and never over the next one. */
export function heightsOf(
  { layers, chains }: Layers,
  heightOf: (node: string | undefined) => number,
): Map<string, number> {
  const steps = stepsOf(chains);
  const before = Map.groupBy(steps, ([, to]) => to);
  const after = Map.groupBy(steps, ([from]) => from);
  const middles = new Map<string, number>();
  for (const layer of layers)
    place(
      layer,
      layer.map(() => 0),
    );
  for (let round = 0; round < 16; round++) {
    const backwards = round % 2 === 1;
    for (const layer of backwards ? layers.toReversed() : layers)
      place(
        layer,
        layer.map(({ id }) => wish(id, backwards)),
      );
  }
  for (const layer of layers)
    place(
      layer,
      layer.map(({ id }) => (wish(id, false) + wish(id, true)) / 2),
    );
  return middles;

  function wish(id: string, backwards: boolean): number {
    const others = backwards ? after.get(id)?.map(([, to]) => to) : before.get(id)?.map(([from]) => from);
    const known = (others ?? []).map((other) => middles.get(other) ?? 0);
    return known.length === 0 ? (middles.get(id) ?? 0) : known.reduce((sum, middle) => sum + middle, 0) / known.length;
  }

  function place(layer: Layers["layers"][number], wishes: number[]): void {
    const apart = layer.map(({ node }, index) => {
      const above = layer[index - 1];
      return above ? (heightOf(above.node) + heightOf(node)) / 2 : 0;
    });
    for (const [index, middle] of settled(wishes, apart).entries()) middles.set(layer[index]?.id ?? "", middle);
  }
}

/**
 * The places nearest to the wishes, in order, at least `apart[i]` from the one before: neighbours that would overlap
 * become one block, which stands where its members wish on average.
 */
function settled(wishes: readonly number[], apart: readonly number[]): number[] {
  let offset = 0;
  const offsets = apart.map((distance) => (offset += distance));
  const blocks: { sum: number; count: number }[] = [];
  for (const [index, wish] of wishes.entries()) {
    let block = { sum: wish - (offsets[index] ?? 0), count: 1 };
    for (let last = blocks.at(-1); last && last.sum / last.count > block.sum / block.count; last = blocks.at(-1)) {
      blocks.pop();
      block = { sum: block.sum + last.sum, count: block.count + last.count };
    }
    blocks.push(block);
  }
  const bases = blocks.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
  return bases.map((base, index) => base + (offsets[index] ?? 0));
}
