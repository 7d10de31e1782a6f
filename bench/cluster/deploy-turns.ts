import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { packageRoot } from "../../src/package-root.ts";
import type { Ground } from "../../test/deploy/ground.ts";

const run = promisify(execFile);

/** Milliseconds of each turn, ours beside bare Helm's. */
export type Turns = { deploy: Pair; rollback: Pair };
type Pair = { ours: number[]; helm: number[] };

const said = z.object({
  result: z.object({ rolloutMs: z.number().optional(), rollout: z.object({ durationMs: z.number() }).optional() }),
});

/**
 * Deploys two versions and goes back and forth, each time by tntc and by bare Helm in turn, on one release.
 * tntc waits for the pods; what it says it waited is taken off.
 */
export async function deployTurns(at: Ground, turns: number): Promise<Turns> {
  const seen: Turns = { deploy: { ours: [], helm: [] }, rollback: { ours: [], helm: [] } };
  await at.tntc(["init", "bench"]);
  for (let turn = 0; turn <= turns; turn++) {
    await at.write({ "bench/nodes/greet.ts": `export default async () => ({ greeting: "turn ${turn}" });\n` });
    const deploy = await ours(at, ["deploy", "bench"]);
    const values = join(at.dir, "values.json");
    await writeFile(values, await helm(at, ["get", "values", "bench", "--output", "json"]));
    const chart = join(packageRoot(), "charts/tentacular-workflow");
    const upgrade = await timed(() => helm(at, ["upgrade", "--install", "bench", chart, "--values", values]));
    const rollback = turn === 0 ? undefined : await ours(at, ["rollback", "bench"]);
    const bare = await timed(() => helm(at, ["rollback", "bench", "1"]));
    // The first turn fills caches and is not counted.
    if (rollback === undefined) continue;
    seen.deploy.ours.push(deploy);
    seen.deploy.helm.push(upgrade);
    seen.rollback.ours.push(rollback);
    seen.rollback.helm.push(bare);
  }
  return seen;
}

async function ours(at: Ground, args: string[]): Promise<number> {
  let waited = 0;
  const all = await timed(async () => {
    const { stdout, stderr, exitCode } = await at.tntc([...args, "-o", "json"]);
    if (exitCode !== 0) throw new Error(`"tntc ${args.join(" ")}" ended with ${exitCode}: ${stderr}`);
    const { result } = said.parse(JSON.parse(stdout));
    waited = result.rolloutMs ?? result.rollout?.durationMs ?? 0;
  });
  return all - waited;
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
