/** A place in a layer: a node, or a bend of an edge that passes between the nodes of a layer. */
export type Slot = { id: string; node: string | undefined };

/** An edge with the bends it takes through the layers between its ends. */
export type Chain = { from: string; to: string; way: string[] };

/** A graph in layers whose edges only ever go from one layer to the next. */
export type Layers = { layers: Slot[][]; chains: Chain[] };

type Graph = { stages: readonly string[][]; edges: readonly { from: string; to: string }[] };

/** Stages become layers, in an order that crosses few edges; the same graph always gives the same order. */
export function layersOf({ stages, edges }: Graph): Layers {
  const depth = new Map(stages.flatMap((stage, index) => stage.map((name) => [name, index] as const)));
  const layers = stages.map((stage) => stage.map((name): Slot => ({ id: name, node: name })));
  const chains = edges.map(({ from, to }): Chain => {
    const way = [from];
    for (let layer = (depth.get(from) ?? 0) + 1; layer < (depth.get(to) ?? 0); layer++) {
      const bend = { id: `${from} ${to} ${layer}`, node: undefined };
      layers[layer]?.push(bend);
      way.push(bend.id);
    }
    return { from, to, way: [...way, to] };
  });
  return { layers: untangled(layers, stepsOf(chains)), chains };
}

/** The single steps of all chains, from one layer to the next. */
export function stepsOf(chains: readonly Chain[]): [string, string][] {
  return chains.flatMap(({ way }) => way.slice(1).map((to, index): [string, string] => [way[index] ?? to, to]));
}

/** Goes back and forth, each time ordering a layer by where its neighbours stand, and keeps the best. */
function untangled(layers: Slot[][], steps: readonly [string, string][]): Slot[][] {
  const neighbours = { before: neighboursOf(steps, 1), after: neighboursOf(steps, 0) };
  let current = layers;
  let best = { order: layers, crossings: crossings(layers, steps) };
  for (let round = 0; round < 12 && best.crossings > 0; round++) {
    const forwards = round % 2 === 0;
    current = swept(current, forwards ? neighbours.before : neighbours.after, forwards);
    const found = crossings(current, steps);
    if (found < best.crossings) best = { order: current, crossings: found };
  }
  return best.order;
}

function neighboursOf(steps: readonly [string, string][], of: 0 | 1): Map<string, string[]> {
  const groups = Map.groupBy(steps, (step) => step[of]);
  return new Map([...groups].map(([id, found]) => [id, found.map((step) => step[of === 0 ? 1 : 0])]));
}

function swept(layers: Slot[][], neighbours: Map<string, string[]>, forwards: boolean): Slot[][] {
  const places = new Map<string, number>();
  const note = (layer: Slot[]) => {
    for (const [index, { id }] of layer.entries()) places.set(id, index / Math.max(1, layer.length - 1));
  };
  const order = forwards ? layers : layers.toReversed();
  const sorted = order.map((layer, index) => {
    const mean = (id: string, at: number) => {
      const known = (neighbours.get(id) ?? []).flatMap((other) => places.get(other) ?? []);
      return known.length === 0
        ? at / Math.max(1, layer.length - 1)
        : known.reduce((sum, place) => sum + place, 0) / known.length;
    };
    const means = new Map(layer.map(({ id }, at) => [id, mean(id, at)]));
    const arranged = index === 0 ? layer : layer.toSorted((a, b) => (means.get(a.id) ?? 0) - (means.get(b.id) ?? 0));
    note(arranged);
    return arranged;
  });
  return forwards ? sorted : sorted.toReversed();
}

/** How many pairs of steps cross. A very large graph is not worth the count. */
function crossings(layers: Slot[][], steps: readonly [string, string][]): number {
  if (steps.length > 1000) return 1;
  const places = new Map(layers.flatMap((layer, depth) => layer.map(({ id }, at) => [id, { depth, at }] as const)));
  const lines = steps.flatMap(([from, to]) => {
    const [a, b] = [places.get(from), places.get(to)];
    return a && b ? [{ depth: a.depth, from: a.at, to: b.at }] : [];
  });
  let count = 0;
  for (const [index, one] of lines.entries()) {
    for (const other of lines.slice(index + 1)) {
      if (one.depth === other.depth && (one.from - other.from) * (one.to - other.to) < 0) count++;
    }
  }
  return count;
}
