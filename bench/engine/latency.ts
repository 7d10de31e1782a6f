import { median } from "../median.ts";
import type { Row } from "../row.ts";
import { load } from "./load.ts";
import { noop } from "./noop.ts";
import { echo, engine } from "./program.ts";
import { workspace } from "./workspace.ts";

const rounds = 5;
const reach = 0.3;

/** How much later than a bare echo a warm one-node workflow answers, one request after another. */
export async function latency(): Promise<Row> {
  using sample = workspace({ nodes: { one: { code: noop } } });
  await using bare = await echo();
  await using ours = await engine(sample.dir);
  const p50 = async (port: number, path: string) =>
    median((await load({ port, path, body: '{"x":1}', connections: 1, count: 2000 })).latencies);
  await p50(bare.port, "/");
  await p50(ours.port, "/run");
  const pairs: { bare: number; ours: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    pairs.push({ bare: await p50(bare.port, "/"), ours: await p50(ours.port, "/run") });
  }
  const above = median(pairs.map((pair) => pair.ours - pair.bare));
  const seen = median(pairs.map((pair) => pair.ours)).toFixed(2);
  const peer = median(pairs.map((pair) => pair.bare)).toFixed(2);
  return {
    what: "Trigger to answer of a one-node workflow, warm, p50",
    against: "bare echo",
    reach: `≤ ${reach} ms above`,
    seen: `${above.toFixed(2)} ms above (${seen} / ${peer} ms)`,
    met: above <= reach,
  };
}
