import { median } from "../median.ts";
import type { Row } from "../row.ts";
import { load } from "./load.ts";
import { noop } from "./noop.ts";
import { echo, engine, relay } from "./program.ts";
import { workspace } from "./workspace.ts";

const rounds = 5;
const reach = 0.4;

/**
 * Requests per second of a three-node workflow, default logs, metrics and history on, and of a bare echo, in turns; and
 * of two processes that only pass requests on, which no engine of two can outdo.
 */
export async function throughput(): Promise<Row> {
  using sample = workspace({
    nodes: { a: { code: noop }, b: { code: noop, after: "a" }, c: { code: noop, after: "b" } },
  });
  await using bare = await echo();
  await using least = await relay();
  await using ours = await engine(sample.dir);
  const rate = async (port: number, path: string) =>
    (await load({ port, path, body: '{"x":1}', connections: 16, count: 15_000 })).rate;
  await rate(ours.port, "/run");
  await rate(least.port, "/");
  const rates: { bare: number; least: number; ours: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    rates.push({
      bare: await rate(bare.port, "/"),
      least: await rate(least.port, "/"),
      ours: await rate(ours.port, "/run"),
    });
  }
  const ratio = median(rates.map((pair) => pair.ours / pair.bare));
  const ceiling = median(rates.map((pair) => pair.least / pair.bare)).toFixed(2);
  const seen = median(rates.map((pair) => pair.ours)).toFixed(0);
  const peer = median(rates.map((pair) => pair.bare)).toFixed(0);
  return {
    what: "Requests per second, 3-node workflow",
    against: "bare echo",
    reach: `≥ ${reach}×`,
    seen: `${ratio.toFixed(2)}× (${seen} / ${peer}); two processes that only pass requests on: ${ceiling}×`,
    met: ratio >= reach,
  };
}
