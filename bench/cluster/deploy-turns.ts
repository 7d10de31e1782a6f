import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { packageRoot } from "../../src/package-root.ts";
import type { Ground } from "../../test/deploy/ground.ts";

const run = promisify(execFile);

/** Milliseconds of each turn, ours beside bare Helm's; `serving` is a whole deploy, until the new code serves. */
export type Turns = { deploy: Pair; rollback: Pair; serving: number[] };
type Pair = { ours: number[]; helm: number[] };

const said = z.object({ result: z.object({ rolloutMs: z.number().optional() }) });
const chart = join(packageRoot(), "charts/tentacular-workflow");

/** Deploys and goes back, each by tntc and by bare Helm in turn, on one release. */
export async function deployTurns(at: Ground, turns: number): Promise<Turns> {
  const seen: Turns = { deploy: { ours: [], helm: [] }, rollback: { ours: [], helm: [] }, serving: [] };
  await ours(at, ["init", "bench"]);
  for (let turn = 0; turn <= turns; turn++) {
    await at.write({ "bench/nodes/greet.ts": `export default async () => ({ greeting: "turn ${turn}" });\n` });
    const deploy = await ours(at, ["deploy", "bench"]);
    const upgrade = await timed(() => helm(at, ["upgrade", "bench", chart, "--reuse-values"]));
    // The first turn fills caches, and has nothing to go back to.
    if (turn === 0) continue;
    seen.deploy.ours.push(deploy.ms - deploy.waitedMs);
    seen.deploy.helm.push(upgrade);
    seen.serving.push(deploy.ms);
    seen.rollback.ours.push((await ours(at, ["rollback", "bench"])).ms);
    seen.rollback.helm.push(await timed(() => helm(at, ["rollback", "bench", "--wait"])));
  }
  return seen;
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

async function helm(at: Ground, args: string[]): Promise<string> {
  const program = at.env["HELM_BIN"] ?? "helm";
  const { stdout } = await run(program, [...args, "--namespace", at.namespace], {
    env: { ...process.env, ...at.env, HELM_NO_PLUGINS: "1" },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
