import { startedCluster } from "../../test/cluster/started-cluster.ts";
import { ground } from "../../test/deploy/ground.ts";
import { median } from "../median.ts";
import type { Row } from "../row.ts";
import { deployTurns } from "./deploy-turns.ts";
import { podTurns } from "./pod-turns.ts";
import { systemTurns } from "./system-turns.ts";

const turns = 9;

/**
 * What tntc adds to the Helm calls that it makes. Bare `helm upgrade` does not wait for pods, so that wait is taken off
 * a deploy; a rollback is measured to its end on both sides.
 */
export async function clusterRows(): Promise<Row[]> {
  await using _running = await startedCluster();
  await using at = await ground();
  const seen = await deployTurns(at, turns);
  const ready = await podTurns(at, turns);
  return [
    row("`tntc deploy`, desk side", "`helm upgrade` of the same chart and values", { reach: 2.5, ...seen.deploy }),
    row("`tntc rollback`, until the old code serves", "`helm rollback --wait`", { reach: 1.2, ...seen.rollback }),
    within("`tntc deploy`, until the new code serves, p50", seen.serving, 3000),
    within("`helm install tentacular-system --wait`, all Ready, p50", await systemTurns(3), 30_000),
    within("Engine pod under gVisor, asked for → ready, p50", ready, 2500),
  ];
}

function within(what: string, times: number[], reach: number): Row {
  const p50 = median(times);
  const seen = `${(p50 / 1000).toFixed(1)} s`;
  return { what, against: "–", reach: `≤ ${(reach / 1000).toFixed(1)} s`, seen, met: p50 <= reach };
}

type Seen = { reach: number; ours: number[]; helm: number[] };

function row(what: string, against: string, { reach, ours, helm }: Seen): Row {
  const [mine, theirs] = [median(ours), median(helm)];
  const ratio = mine / theirs;
  const seen = `${ratio.toFixed(2)}× (${mine.toFixed(0)} ms / ${theirs.toFixed(0)} ms)`;
  return { what, against, reach: `≤ ${reach.toFixed(1)}×`, seen, met: ratio <= reach };
}
