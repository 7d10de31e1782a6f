import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { median } from "../median.ts";
import type { Row } from "../row.ts";
import { load } from "./load.ts";
import { deno, engine } from "./program.ts";
import { type Sample, workspace } from "./workspace.ts";

const fib = "const fib = (n: number): number => (n < 2 ? n : fib(n - 1) + fib(n - 2));\n";

/** A chain of nodes that compute, against the bare loop in Deno. */
export async function compute(): Promise<Row[]> {
  return [await against({ count: 10, n: 33, reach: 1.05 }), await against({ count: 40, n: 10, reach: 1.5 })];
}

async function against({ count, n, reach }: { count: number; n: number; reach: number }): Promise<Row> {
  const code = `${fib}export default async () => fib(${n});\n`;
  const steps = Array.from({ length: count }, (_, index): [string, Sample["nodes"][string]] => [
    `n${index}`,
    { code, ...(index > 0 && { after: `n${index - 1}` }) },
  ]);
  using sample = workspace({ nodes: Object.fromEntries(steps) });
  await using ours = await engine(sample.dir);
  const times = n > 20 ? 3 : 300;
  const run = async () =>
    median((await load({ port: ours.port, path: "/run", body: "{}", connections: 1, count: times })).latencies);
  await run();
  const ratios: number[] = [];
  const pairs: { ours: number; bare: number }[] = [];
  for (let round = 0; round < 5; round++) {
    const pair = { ours: await run(), bare: await loop({ count, n, times }) };
    pairs.push(pair);
    ratios.push(pair.ours / pair.bare);
  }
  const ratio = median(ratios);
  const [seen, peer] = [median(pairs.map((pair) => pair.ours)), median(pairs.map((pair) => pair.bare))];
  return {
    what: `${count} × fib(${n}), HTTP included`,
    against: "bare loop in Deno",
    reach: `≤ ${reach}×`,
    seen: `${ratio.toFixed(2)}× (${seen.toFixed(2)} / ${peer.toFixed(2)} ms)`,
    met: ratio <= reach,
  };
}

/** Milliseconds of the same work in one warm loop. */
async function loop({ count, n, times }: { count: number; n: number; times: number }): Promise<number> {
  const script = `${fib.replace(/: number/g, "")}
    const once = () => { const at = performance.now(); for (let i = 0; i < ${count}; i++) fib(${n}); return performance.now() - at; };
    for (let i = 0; i < ${times}; i++) once();
    console.log(Array.from({ length: ${times} }, once).sort((a, b) => a - b)[${Math.floor(times / 2)}]);`;
  const { stdout } = await promisify(execFile)(deno, ["eval", "--ext=js", script]);
  return Number(stdout);
}
