import { load } from "./load.ts";
import { median } from "./median.ts";
import { echo, engine } from "./program.ts";
import { workspace } from "./workspace.ts";

const noop = "export default async (_ctx: unknown, input: unknown) => input;\n";
const rounds = 5;

/** Requests per second of a three-node workflow, and of a bare echo, in turns. */
async function throughput(): Promise<void> {
  using sample = workspace({ nodes: { a: { code: noop }, b: { code: noop, after: "a" }, c: { code: noop, after: "b" } } });
  await using bare = await echo();
  await using ours = await engine(sample.dir);
  const measure = async (port: number, path: string) =>
    (await load({ port, path, body: '{"x":1}', connections: 16, count: 20_000 })).rate;
  await measure(bare.port, "/");
  await measure(ours.port, "/run");
  const rates: { bare: number; ours: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    rates.push({ bare: await measure(bare.port, "/"), ours: await measure(ours.port, "/run") });
  }
  const perSecond = { bare: median(rates.map(({ bare }) => bare)), ours: median(rates.map(({ ours }) => ours)) };
  const ratio = median(rates.map(({ bare, ours }) => ours / bare));
  console.log(JSON.stringify({ scenario: "throughput", unit: "req/s", ...perSecond, ratio, reach: 0.4, ok: ratio >= 0.4 }));
}

await throughput();
