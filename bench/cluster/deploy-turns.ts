import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { packageRoot } from "../../src/package-root.ts";
import type { Ground } from "../../test/deploy/ground.ts";
import { ServedWorkflow } from "../../test/deploy/served-workflow.ts";
import { turnsWithin } from "../turns-within.ts";
import { saidAt } from "./said-at.ts";

const run = promisify(execFile);

/**
 * Milliseconds of each turn, ours beside bare Helm's. `whole` is a deploy to its end, `serving` until the first answer of
 * the new code.
 */
export type Turns = { deploy: Pair; whole: Pair; rollback: Pair; serving: number[] };
type Pair = { ours: number[]; helm: number[] };

const said = z.object({ result: z.object({ rolloutMs: z.number().optional() }) });
const chart = join(packageRoot(), "charts/tentacular-workflow");

/** Deploys and goes back, each by tntc and by bare Helm in turn, on one release. */
export async function deployTurns(at: Ground, limits: { turns: number; ms: number }): Promise<Turns> {
  const seen: Turns = { deploy: pair(), whole: pair(), rollback: pair(), serving: [] };
  await ours(at, ["init", "bench"]);
  // The first fills caches, and brings the image to the node.
  await deployed(at, 0);
  const bench = await ServedWorkflow.of(at, "bench");
  let turn = 0;
  await turnsWithin(limits, () => oneTurn({ at, bench, turn: ++turn }, seen));
  return seen;
}

function pair(): Pair {
  return { ours: [], helm: [] };
}

type Turn = { at: Ground; bench: ServedWorkflow; turn: number };

async function oneTurn({ at, bench, turn }: Turn, { deploy, whole, rollback, serving }: Turns): Promise<void> {
  const startedAt = performance.now();
  const [{ ms, waitedMs }, servedAt] = await Promise.all([deployed(at, turn), saidAt(bench, `"TURN ${turn}"`)]);
  serving.push(servedAt - startedAt);
  whole.ours.push(ms);
  deploy.ours.push(ms - waitedMs);
  deploy.helm.push(await timed(() => helm(at, [...upgrade])));
  // A label of the pods replaces them, as new code does.
  whole.helm.push(await timed(() => helm(at, [...upgrade, "--wait", `--set=labels.turn=t${turn}`])));
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
