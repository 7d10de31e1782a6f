import { expect, test } from "vitest";
import { Kube } from "../../src/cluster/api/kube.ts";
import { releases } from "../../src/cluster/release/releases.ts";
import { type Ground, ground } from "./ground.ts";
import { hello } from "./hello.ts";
import { type Death, killed } from "./killed.ts";

/** Whether a workflow's release has a revision of a status. */
type Half = (workflow: string, status: string) => () => Promise<boolean>;

type Point = {
  when: string;
  /** Whether it has been deployed before. */
  before: boolean;
  /** Whether Helm has written down a revision by then; left out where both may be. */
  begun?: boolean;
  death: (workflow: string, half: Half) => Death;
};

/** Ten points of a deploy, in order; at half of them Helm dies too. */
const points: Point[] = [
  { when: "as soon as it speaks", before: false, begun: false, death: () => ({ after: /Deploying/ }) },
  { when: "while it checks", before: true, begun: false, death: () => ({ after: /Checking/ }) },
  { when: "when it has checked", before: false, begun: false, death: () => ({ after: /Preflight/ }) },
  { when: "when it holds the lease", before: true, death: () => ({ after: /Upgrading/ }) },
  {
    when: "with Helm, which has begun nothing",
    before: true,
    begun: false,
    death: () => ({ after: /Upgrading/, withChildren: true }),
  },
  {
    when: "with Helm, in the middle of a first install",
    before: false,
    begun: true,
    death: (workflow, half) => ({ after: half(workflow, "pending-install"), withChildren: true }),
  },
  {
    when: "with Helm, in the middle of an upgrade",
    before: true,
    begun: true,
    death: (workflow, half) => ({ after: half(workflow, "pending-upgrade"), withChildren: true }),
  },
  {
    when: "alone, while Helm goes on",
    before: true,
    begun: true,
    death: (workflow, half) => ({ after: half(workflow, "pending-upgrade") }),
  },
  { when: "when Helm is done", before: false, begun: true, death: () => ({ after: /Revision 1 is applied/ }) },
  { when: "while the pods start", before: true, begun: true, death: () => ({ after: /Rollout:/ }) },
];

async function write(at: Ground, workflow: string, greeting: string): Promise<void> {
  const files = hello({ name: workflow, version: "1.0", greeting });
  await at.write(Object.fromEntries(Object.entries(files).map(([path, text]) => [`${workflow}/${path}`, text])));
}

async function killOnce(at: Ground, point: Point, workflow: string): Promise<void> {
  const kube = await Kube.connect({ kubeconfig: at.cluster.kubeconfig, namespace: at.namespace });
  const half: Half = (name, status) => async () =>
    (await releases(kube, { workflow: name, namespace: at.namespace })).some((each) => each.status === status);
  await write(at, workflow, "before");
  if (point.before) expect((await at.tntc(["deploy", workflow])).exitCode).toBe(0);
  await write(at, workflow, "after");
  const { signal } = await killed(["deploy", workflow], { env: at.env, cwd: at.dir }, point.death(workflow, half));
  expect(signal, point.when).toBe("SIGKILL");
  const made = await releases(kube, { workflow, namespace: at.namespace });
  if (point.begun !== undefined) expect(made.length > Number(point.before), point.when).toBe(point.begun);
}

async function recovers(at: Ground, point: Point, workflow: string): Promise<void> {
  const again = await at.tntc(["deploy", workflow]);
  expect(again.exitCode, `killed ${point.when}:\n${again.stderr}`).toBe(0);
  const ran = await at.tntc(["run", workflow]);
  expect(JSON.parse(ran.stdout).outputs.greet.greeting, point.when).toBe("after");
}

/** Two at a time: more would only wait for each other. */
async function forAll(some: Point[], work: (point: Point, workflow: string) => Promise<void>): Promise<void> {
  const next = some.entries();
  const worker = async () => {
    for (const [index, point] of next) await work(point, `killed-${index}`);
  };
  await Promise.all([worker(), worker()]);
}

/** Each point has its own workflow, so that the leases of the dead run out side by side. */
async function killAndRecover(at: Ground, some: Point[]): Promise<void> {
  await forAll(some, (point, workflow) => killOnce(at, point, workflow));
  await forAll(some, (point, workflow) => recovers(at, point, workflow));
}

test.concurrent("after a kill -9 at any of ten points the next deploy succeeds by itself", {
  timeout: 480_000,
}, async () => {
  await using at = await ground();
  await killAndRecover(at, points);
});

test.concurrent("an old Helm that died in the middle of a release is recovered from too", {
  timeout: 480_000,
}, async () => {
  await using at = await ground({ helm: "3.18.0" });
  const inTheMiddle = points.filter(({ when }) => when.startsWith("with Helm, in the middle"));
  expect(inTheMiddle).toHaveLength(2);
  await killAndRecover(at, inTheMiddle);
});
