import { median } from "../median.ts";
import type { Row } from "../row.ts";
import { load } from "./load.ts";
import { noop } from "./noop.ts";
import { engine } from "./program.ts";
import { type Sample, workspace } from "./workspace.ts";

const nodes = 100;
const reach = 20;

/** What one more no-op node costs: a chain of a hundred against a chain of one. */
export async function chain(): Promise<Row> {
  const code = "export default async () => 1;\n";
  using long = workspace({ nodes: chainOf(nodes, code) });
  using short = workspace({ nodes: chainOf(1, noop) });
  await using hundred = await engine(long.dir);
  await using one = await engine(short.dir);
  const p50 = async (port: number) =>
    median((await load({ port, path: "/run", body: "{}", connections: 1, count: 1000 })).latencies);
  await p50(hundred.port);
  await p50(one.port);
  const costs: number[] = [];
  for (let round = 0; round < 5; round++) {
    costs.push((((await p50(hundred.port)) - (await p50(one.port))) / (nodes - 1)) * 1000);
  }
  const cost = median(costs);
  return {
    what: "100 no-op nodes in a chain, per node",
    against: "–",
    reach: `≤ ${reach} µs`,
    seen: `${cost.toFixed(1)} µs`,
    met: cost <= reach,
  };
}

function chainOf(length: number, code: string): Sample["nodes"] {
  const steps = Array.from({ length }, (_, index): [string, Sample["nodes"][string]] => [
    `n${index}`,
    { code, ...(index > 0 && { after: `n${index - 1}` }) },
  ]);
  return Object.fromEntries(steps);
}
