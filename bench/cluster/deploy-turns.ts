import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { packageRoot } from "../../src/package-root.ts";
import type { Ground } from "../../test/deploy/ground.ts";
import { turnsWithin } from "../turns-within.ts";

const run = promisify(execFile);

/** Milliseconds of each turn, ours beside bare Helm's; `serving` is a whole deploy, until the new code serves. */
export type Turns = { deploy: Pair; serving: Pair; rollback: Pair };
type Pair = { ours: number[]; helm: number[] };

const said = z.object({ result: z.object({ rolloutMs: z.number().optional() }) });
const chart = join(packageRoot(), "charts/tentacular-workflow");

/** Deploys and goes back, each by tntc and by bare Helm in turn, on one release. */
export async function deployTurns(at: Ground, limits: { turns: number; ms: number }): Promise<Turns> {
  const seen: Turns = { deploy: pair(), serving: pair(), rollback: pair() };
  await ours(at, ["init", "bench"]);
  // The first fills caches, and brings the image to the node.
  await deployed(at, 0);
  let turn = 0;
  await turnsWithin(limits, () => oneTurn(at, ++turn, seen));
  return seen;
}

function pair(): Pair {
  return { ours: [], helm: [] };
}

async function oneTurn(at: Ground, turn: number, { deploy, serving, rollback }: Turns): Promise<void> {
  const { ms, waitedMs } = await deployed(at, turn);
  serving.ours.push(ms);
  deploy.ours.push(ms - waitedMs);
  deploy.helm.push(await timed(() => helm(at, [...upgrade])));
  // A label of the pods replaces them, as new code does.
  serving.helm.push(await timed(() => helm(at, [...upgrade, "--wait", `--set=labels.turn=t${turn}`])));
  rollback.ours.push((await ours(at, ["rollback", "bench"])).ms);
  rollback.helm.push(await timed(() => helm(at, ["rollback", "bench", "--wait"])));
}

const upgrade = ["upgrade", "bench", chart, "--reuse-values"] as const;

async function deployed(at: Ground, turn: number): Promise<{ ms: number; waitedMs: number }> {
  await at.write({ "bench/nodes/greet.ts": `export default async () => ({ greeting: "turn ${turn}" });\n` });
  return await ours(at, ["deploy", "bench"]);
}

/** Runs tntc, and tells of the whole time how much was spent waiting for pods. */
async function ours(at: Ground, args: string[]): Promise<{ ms: number; waitedMs: number }> {
  let waitedMs = 0;
  const ms = await timed(async () => {
    const { stdout, stderr, exitCode } = await at.tntc([...args, "-o", "json"]);
    if (exitCode !== 0) throw new Error(`"tntc ${args.join(" ")}" ended with ${exitCode}: ${stderr}`);
    waitedMs = said.parse(JSON.parse(stdout)).result.rolloutMs ?? 0;
  });
  return { ms, waitedMs };
}

async function helm(at: Ground, args: string[]): Promise<void> {
  const program = at.env["HELM_BIN"] ?? "helm";
  await run(program, [...args, "--namespace", at.namespace], {
    env: { ...process.env, ...at.env, HELM_NO_PLUGINS: "1" },
    maxBuffer: 64 * 1024 * 1024,
    timeout: 120_000,
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
