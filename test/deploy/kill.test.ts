import { expect, test } from "vitest";
import { Kube } from "../../src/cluster/api/kube.ts";
import type { ReleaseRevision } from "../../src/cluster/release/release-revision.ts";
import { releases } from "../../src/cluster/release/releases.ts";
import { type Ground, ground } from "./ground.ts";
import { broken, hello } from "./hello.ts";
import { type HelmDoor, helmDoor } from "./helm-door.ts";
import { killed } from "./killed.ts";

type Point = {
  when: string;
  /** The workflow that is deployed; all points but its first find it deployed. */
  on: string;
  /** What it has just said; "pending" is when Helm has written down a revision, and nothing else of it. */
  after: RegExp | "pending";
  /** The version does not come up: what is pending is the way back. */
  isBroken?: boolean;
  /** Whether Helm has written down a revision by then; left out where both may be. */
  begun?: boolean;
  /** Helm dies too. */
  withHelm?: boolean;
};

/** Ten points of a deploy, in order, at four of which Helm dies too. Four of them are the first deploy of a workflow. */
const points: Point[] = [
  { when: "as soon as it speaks", on: "one", after: /Deploying/, begun: false },
  { when: "when it has checked", on: "two", after: /Preflight/, begun: false },
  { when: "when it holds the lease", on: "one", after: /Upgrading/ },
  { when: "with Helm, which has begun nothing", on: "two", after: /Upgrading/, begun: false, withHelm: true },
  { when: "with Helm, in the middle of a first install", on: "three", after: "pending", begun: true, withHelm: true },
  { when: "with Helm, in the middle of an upgrade", on: "two", after: "pending", begun: true, withHelm: true },
  { when: "alone, while Helm goes on", on: "three", after: "pending", begun: true },
  { when: "when Helm is done", on: "four", after: /Revision 1 is applied/, begun: true },
  { when: "while the pods start", on: "four", after: /Rollout:/, begun: true },
  { when: "with Helm, while it goes back", on: "one", after: "pending", isBroken: true, begun: true, withHelm: true },
];

/** Where it happens; its doors stay, because a Helm that was left alone goes on through its own. */
type Scene = { at: Ground; doors: AsyncDisposableStack };

async function write(at: Ground, { on, when, isBroken = false }: Point): Promise<void> {
  const files = isBroken ? broken("1.0", on) : hello({ name: on, version: "1.0", greeting: when });
  await at.write(Object.fromEntries(Object.entries(files).map(([path, text]) => [`${on}/${path}`, text])));
}

/** Revisions of its workflow, newest first. */
async function revisions({ cluster, namespace }: Ground, { on }: Point): Promise<ReleaseRevision[]> {
  const kube = await Kube.connect({ kubeconfig: cluster.kubeconfig, namespace });
  return releases(kube, { workflow: on, namespace });
}

/** How many revisions Helm may write down: a machine under load may be slow to kill. */
function revisionsOf({ begun, after, isBroken }: Point): number {
  if (begun === false) return 0;
  if (after !== "pending") return Number.POSITIVE_INFINITY;
  return isBroken ? 2 : 1;
}

function pendingStatus({ isBroken }: Point, earlier: readonly ReleaseRevision[]): string {
  if (isBroken) return "pending-rollback";
  return earlier.length > 0 ? "pending-upgrade" : "pending-install";
}

async function killAt(at: Ground, point: Point, door: HelmDoor): Promise<void> {
  const earlier = await revisions(at, point);
  await write(at, point);
  const { after, withHelm = false, when } = point;
  const death = { after: after === "pending" ? async () => door.isHolding() : after, withChildren: withHelm };
  const { signal } = await killed(["deploy", point.on], { env: { ...at.env, ...door.env }, cwd: at.dir }, death);
  expect(signal, when).toBe("SIGKILL");
  const made = await revisions(at, point);
  if (point.begun !== undefined) expect(made.length > earlier.length, when).toBe(point.begun);
  if (after === "pending") expect(made[0]?.status, when).toBe(pendingStatus(point, earlier));
}

async function recovers(at: Ground, point: Point): Promise<void> {
  const { on, when } = point;
  // What was broken is mended by whoever deploys again.
  await write(at, { ...point, isBroken: false });
  const again = await at.tntc(["deploy", on]);
  expect(again.exitCode, `killed ${when}:\n${again.stderr}`).toBe(0);
  const ran = await at.tntc(["run", on]);
  expect(JSON.parse(ran.stdout).outputs.greet.greeting).toBe(when);
}

/** One workflow's points, one after the other. */
async function walk({ at, doors }: Scene, some: Point[]): Promise<void> {
  for (const point of some) {
    const door = doors.use(await helmDoor(at.cluster, revisionsOf(point)));
    await killAt(at, point, door);
    if (point.begun !== false) door.open();
    await recovers(at, point);
  }
}

test.concurrent("after a kill -9 at any of ten points the next deploy succeeds by itself", {
  timeout: 480_000,
}, async () => {
  await using at = await ground();
  await using doors = new AsyncDisposableStack();
  // Each workflow by itself, so that the leases of the dead run out side by side.
  const walks = [...Map.groupBy(points, ({ on }) => on).values()];
  await Promise.all(walks.map((own) => walk({ at, doors }, own)));
});

test.concurrent("an old Helm that died in the middle of a release is recovered from too", {
  timeout: 480_000,
}, async () => {
  await using at = await ground({ helm: "3.18.0" });
  await using doors = new AsyncDisposableStack();
  const inTheMiddle = points.filter(({ when }) => when.startsWith("with Helm, in the middle"));
  expect(inTheMiddle).toHaveLength(2);
  await walk(
    { at, doors },
    inTheMiddle.map((point) => ({ ...point, on: "old" })),
  );
});
