import { Kube } from "../../src/cluster/api/kube.ts";
import { startedCluster } from "../../test/cluster/started-cluster.ts";
import { type Ground, ground } from "../../test/deploy/ground.ts";
import { median } from "../median.ts";
import type { Row } from "../row.ts";
import { bareDeployment } from "./bare-deployment.ts";
import { deployTurns } from "./deploy-turns.ts";
import { idleCpu } from "./idle-cpu.ts";
import { podTurns } from "./pod-turns.ts";
import { systemTurns } from "./system-turns.ts";

const deploys = { turns: 11, ms: 200_000 };
const starts = { turns: 9, ms: 90_000 };
const installs = { turns: 3, ms: 60_000 };

/**
 * What tntc adds to the Helm calls that it makes, and how soon pods serve, in a sandbox as by default. Bare
 * `helm upgrade` does not wait for pods, so that wait is taken off a deploy where it is the peer.
 */
export async function* clusterRows(): AsyncGenerator<Row> {
  await using _running = await startedCluster();
  await using at = await ground({ runtimeClass: "gvisor" });
  const { deploy, whole, rollback, serving } = await deployTurns(at, deploys);
  yield ratio("`tntc deploy`, desk side", "`helm upgrade` of the same chart and values", { reach: 2.5, ...deploy });
  yield ratio("`tntc rollback`, until the old code serves", "`helm rollback --wait`", { reach: 1.2, ...rollback });
  const peer = { what: "`helm upgrade --wait` that replaces the pods, to its end", times: whole.helm };
  const served = within(
    "`tntc deploy`, until the new code answers, gVisor, p50",
    { reach: 3000, times: serving },
    peer,
  );
  yield { ...served, seen: `${served.seen}; the command ends after ${seconds(median(whole.ours))}` };
  yield* await podRows(at);
  const times = await systemTurns(installs);
  yield within("`helm install tentacular-system --wait`, all Ready, p50", { reach: 30_000, times });
}

async function podRows({ cluster, namespace }: Ground): Promise<Row[]> {
  const { kubeconfig, context } = cluster;
  const kube = await Kube.connect({ kubeconfig, context, namespace });
  const bare = await bareDeployment(kube, "bench");
  const kinds = {
    engine: { deployment: "bench", labels: "app.kubernetes.io/name=bench" },
    bare: { deployment: bare, labels: `app=${bare}` },
  };
  const seen = await podTurns(kube, kinds, starts);
  const what = "the same pod with a bare Deno server";
  const start = { reach: 2500, times: seen.engine };
  const [ours, theirs] = await Promise.all([idleCpu(kube, kinds.engine.labels), idleCpu(kube, kinds.bare.labels)]);
  return [
    within("Engine pod, asked for → Ready, gVisor, p50", start, { what, times: seen.bare }),
    percent("CPU of an idle engine pod, gVisor", what, { reach: 3, ours, theirs }),
  ];
}

function percent(what: string, against: string, { reach, ours, theirs }: Share): Row {
  const seen = `${ours.toFixed(1)} % (${theirs.toFixed(1)} %)`;
  return { what, against, reach: `≤ ${reach.toFixed(1)} % of a core`, seen, met: ours <= reach };
}

type Share = { reach: number; ours: number; theirs: number };

type Bound = { reach: number; times: number[] };

/** A bound in milliseconds, whatever the peer takes. */
function within(what: string, { reach, times }: Bound, peer?: { what: string; times: number[] }): Row {
  const p50 = median(times);
  const beside = peer ? ` (${seconds(median(peer.times))})` : "";
  const seen = `${seconds(p50)}${beside}`;
  return { what, against: peer?.what ?? "–", reach: `≤ ${(reach / 1000).toFixed(1)} s`, seen, met: p50 <= reach };
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

function ratio(what: string, against: string, { reach, ours, helm }: Pair & { reach: number }): Row {
  const [mine, theirs] = [median(ours), median(helm)];
  const times = mine / theirs;
  const seen = `${times.toFixed(2)}× (${mine.toFixed(0)} ms / ${theirs.toFixed(0)} ms)`;
  return { what, against, reach: `≤ ${reach.toFixed(1)}×`, seen, met: times <= reach };
}

type Pair = { ours: number[]; helm: number[] };
