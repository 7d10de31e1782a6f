import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import type { Row } from "../row.ts";
import { load } from "./load.ts";
import { noop } from "./noop.ts";
import { deno, echo, engine, type Program } from "./program.ts";
import { workspace } from "./workspace.ts";

const settleMs = 12_000;
const reach = { ratio: 1.6, growth: 2 };

/**
 * Idle memory of supervisor and runner against a bare server, then what 10 000 runs add. Each has a copy of Deno of
 * its own: pages shared with other Deno processes of the machine would make it look smaller than it is alone.
 */
export async function memory(): Promise<Row[]> {
  using sample = workspace({
    nodes: { a: { code: noop }, b: { code: noop, after: "a" }, c: { code: noop, after: "b" } },
  });
  using copies = denoCopies();
  const bare = await idle(await echo(copies.next()), "/");
  await using ours = await engine(sample.dir, copies.next());
  const atRest = await warm(ours, "/run", 200);
  const before = await warm(ours, "/run", 10_000);
  const growth = (await warm(ours, "/run", 10_000)) - before;
  const first = before - atRest;
  const ratio = atRest / bare;
  return [
    {
      what: "Idle memory, PSS of supervisor and runner",
      against: "bare Deno server",
      reach: `≤ ${reach.ratio}×`,
      seen: `${ratio.toFixed(2)}× (${atRest.toFixed(0)} / ${bare.toFixed(0)} MiB)`,
      met: ratio <= reach.ratio,
    },
    {
      what: "Growth over 10 000 runs, after as many",
      against: "–",
      reach: `≤ ${reach.growth} MiB`,
      seen: `${growth.toFixed(1)} MiB; the first added ${first.toFixed(1)} MiB`,
      met: growth <= reach.growth,
    },
  ];
}

function denoCopies(): { next(): string } & Disposable {
  const dir = mkdtempSync(`${tmpdir()}/tentacular-deno-`);
  let count = 0;
  const next = () => {
    const path = `${dir}/deno-${count++}`;
    copyFileSync(deno, path);
    return path;
  };
  return { next, [Symbol.dispose]: () => rmSync(dir, { recursive: true }) };
}

async function idle(program: Program, path: string): Promise<number> {
  await using server = program;
  return await warm(server, path, 200);
}

async function warm({ port, pid }: Program, path: string, count: number): Promise<number> {
  await load({ port, path, body: '{"x":1}', connections: 4, count });
  await wait(settleMs);
  return [pid, ...childrenOf(pid)].reduce((sum, each) => sum + pss(each), 0);
}

/** MiB: memory of its own, and its share of what it shares. */
function pss(pid: number): number {
  const [, kilobytes] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8")) ?? [];
  return Number(kilobytes) / 1024;
}

function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
  return text === "" ? [] : text.split(" ").map(Number);
}
