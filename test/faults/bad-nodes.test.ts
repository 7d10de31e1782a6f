import { randomBytes } from "node:crypto";
import { glob, readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ExecutionResult } from "../../src/workflow/execution-result.ts";
import { type Ground, ground } from "../deploy/ground.ts";
import { ServedWorkflow } from "../deploy/served-workflow.ts";
import { rogue } from "./rogue.ts";
import { Watch } from "./watch.ts";

type RunView = { state: string; success: boolean; result: ExecutionResult; nodes: Record<string, { state: string }> };
type Health = { lastError: string; lastRunFailed: boolean; runnerRestarts: number; inFlight: number; queued: number };
type Pod = {
  metadata: { uid: string };
  spec: { containers: { resources: { limits: { memory: string } } }[] };
  status: {
    conditions: { type: string; status: string; lastTransitionTime: string }[];
    containerStatuses: { restartCount: number; lastState: object }[];
  };
};

/** Two, because a node that fills the memory of a slow machine takes longer than one that loops should be let. */
const timeouts = { impatient: "2s", patient: "60s" };
/** By the suffix of the workflows' names. */
const runtimes = { runc: "", gvisor: "gvisor" };
type Kind = keyof typeof timeouts;
type Runtime = keyof typeof runtimes;
type Name = `${Kind}-${Runtime}`;
const kinds = Object.keys(timeouts) as Kind[];
const names = Object.keys(runtimes).flatMap((runtime) => kinds.map((kind) => `${kind}-${runtime as Runtime}` as const));

let at: Ground;
const served: Partial<Record<Name, ServedWorkflow>> = {};
const watches: Partial<Record<Name, Watch>> = {};
const podsBefore: Partial<Record<Name, Pod[]>> = {};

beforeAll(async () => {
  at = await ground();
  for (const name of names) {
    const [kind, runtime] = name.split("-") as [Kind, Runtime];
    await at.write(rogue({ name, timeout: timeouts[kind], runtimeClass: runtimes[runtime] }));
  }
  await Promise.all(names.map(prepare));
});
afterAll(() => at[Symbol.asyncDispose]());

async function prepare(name: Name): Promise<void> {
  const { exitCode, stderr } = await at.tntc(["deploy", name]);
  expect(exitCode, stderr).toBe(0);
  podsBefore[name] = await podsOf(name);
  served[name] = await ServedWorkflow.of(at, name);
  watches[name] = new Watch(engine(name));
}

function engine(name: Name): ServedWorkflow {
  const found = served[name];
  if (found === undefined) throw new Error(`${name} is not deployed`);
  return found;
}

async function podsOf(name: Name): Promise<Pod[]> {
  const selector = `app.kubernetes.io/name=${name}`;
  return JSON.parse(await at.cluster.kubectl("-n", at.namespace, "get", "pods", "-l", selector, "-o", "json")).items;
}

const id = (what: string) => `${what}-${randomBytes(4).toString("hex")}`;

/** Runs it as a user does, and holds what was said against what is remembered. */
async function runs(name: Name, runId: string, input: object): Promise<{ result: ExecutionResult; stderr: string }> {
  const args = ["run", name, "--run-id", runId, "--input", JSON.stringify(input)];
  const { stdout, stderr, exitCode } = await at.tntc(args);
  const { failures = [], ...result }: ExecutionResult = JSON.parse(stdout || "{}");
  expect(exitCode, stderr).toBe(result.success ? 0 : 1);
  expect(Object.keys(result.errors)).toEqual(expect.arrayContaining(failures.map(({ node }) => node)));
  await remembered(name, runId, result);
  return { result, stderr };
}

/** A run like any other, to see whether it works: asked for without a program in between, whose start costs more than it. */
async function next(name: Name): Promise<ExecutionResult> {
  const runId = id("next");
  const { body } = await engine(name).run<ExecutionResult>(runId, {});
  await remembered(name, runId, body);
  return body;
}

/** `/runs/<id>` and `/runs` have the run once, with the very result that was answered. */
async function remembered(name: Name, runId: string, result: ExecutionResult): Promise<void> {
  const { body } = await engine(name).ask<RunView>(`/runs/${runId}`);
  expect(body).toMatchObject({ state: "finished", success: result.success, result });
  const all = (await engine(name).ask<{ runs: { runId: string; state: string }[] }>("/runs")).body.runs;
  expect(all.filter((run) => run.runId === runId)).toEqual([expect.objectContaining({ state: "finished" })]);
}

const health = async (name: Name) => (await engine(name).ask<Health>("/health?detail=1")).body;

/** A run is under way that would last; answers with its one result, whatever that is. */
async function beside(name: Name, ms: number): Promise<{ settled: Promise<ExecutionResult> }> {
  const runId = id("beside");
  const answer = engine(name).run<ExecutionResult>(runId, { deed: "wait", ms });
  const state = async () => (await engine(name).ask<RunView>(`/runs/${runId}`)).body.state;
  await expect.poll(state, { timeout: 20_000 }).toBe("running");
  const settled = answer.then(async ({ body }) => {
    await remembered(name, runId, body);
    return body;
  });
  return { settled };
}

const oom = /"culprit" used more than 160 MiB of memory$/;
const heapFull = /"culprit" used more than 128 MiB of memory for its JavaScript values/;
const late = /"culprit" timed out after 2000ms/;

/** A healthy run that its own short time ended before the culprit began has failed by itself. */
const bystander = (name: Name) => (name.startsWith("impatient") ? /^(runner_replaced|culprit)$/ : /^runner_replaced$/);

type Deed = [what: string, kind: Kind, deed: string, message: RegExp, runner: "replaced" | "kept"];
const deeds: Deed[] = [
  ["loops for ever", "impatient", "loop", late, "replaced"],
  ["loops for ever after a wait", "impatient", "loopLater", late, "replaced"],
  ["waits for ever", "impatient", "never", late, "kept"],
  ["floods the log", "impatient", "flood", late, "replaced"],
  ["gives a giant result", "patient", "giant", /Output of node "culprit" of \d+ bytes makes the result longer/, "kept"],
  ["fills the heap", "patient", "heap", heapFull, "replaced"],
  ["fills typed arrays", "patient", "typed", oom, "replaced"],
  ["fills typed arrays bit by bit", "patient", "typedSlowly", oom, "replaced"],
  ["starts threads without end", "patient", "workers", oom, "replaced"],
  ["calls Deno.exit", "patient", "exit", /"culprit" called Deno\.exit\(3\)/, "kept"],
  ["calls process.exit", "patient", "processExit", /"culprit" called .*exit\(4\)/, "kept"],
  ["calls close", "patient", "close", /"culprit" called close\(\)/, "kept"],
  ["forgets a promise that fails", "patient", "forgotten", /forgotten/, "kept"],
];

/** Each row once for each runtime. */
function everywhere<T extends [string, Kind, ...unknown[]]>(rows: T[]) {
  return Object.keys(runtimes).flatMap((runtime) =>
    rows.map((row) => ({ row, what: row[0], runtime, name: `${row[1]}-${runtime as Runtime}` as const })),
  );
}

describe.each(everywhere(deeds))("a node that $what, under $runtime", ({ row: [, , deed, message, runner], name }) => {
  test("fails with one clear error, costs others at most their run, and the next run works", async () => {
    const before = await health(name);
    const healthy = await beside(name, runner === "kept" ? 1500 : 60_000);
    const runId = id(deed);
    const { result, stderr } = await runs(name, runId, { deed });
    expect(result.success).toBe(false);
    expect(Object.keys(result.errors)).toEqual(["culprit"]);
    expect(result.errors["culprit"]).toMatch(message);
    expect(stderr.match(/failed: culprit( \(nodes\/[^)]+\))?: /g)).toHaveLength(1);
    const { nodes } = (await engine(name).ask<RunView>(`/runs/${runId}`)).body;
    expect(nodes).toMatchObject({
      calm: { state: runner === "kept" ? "succeeded" : "unknown" },
      culprit: { state: "failed" },
    });
    const other = await healthy.settled;
    if (runner === "kept") expect(other.outputs["culprit"]).toBe("fine");
    else expect(Object.keys(other.errors)).toEqual([expect.stringMatching(bystander(name))]);
    expect((await health(name)).lastError).toMatch(message);

    expect((await next(name)).outputs).toEqual({ calm: {}, culprit: "fine" });
    const restarts = before.runnerRestarts + (runner === "replaced" ? 1 : 0);
    expect(await health(name)).toMatchObject({
      lastRunFailed: false,
      runnerRestarts: restarts,
      inFlight: 0,
      queued: 0,
    });
  });
});

const careless: [what: string, kind: Kind, deed: string, ends?: RegExp][] = [
  ["throws after it returned", "patient", "late"],
  ["leaves timers behind", "patient", "timers"],
  ["leaves an endless loop behind", "impatient", "loopAfter", late],
  ["leaves behind what fills typed arrays", "patient", "typedAfter", oom],
];

describe.each(everywhere(careless))("a node that $what, under $runtime", ({ row: [, , deed, ends], name }) => {
  test("keeps its result, and the next run works", async () => {
    const healthy = await beside(name, 1500);
    expect((await runs(name, id(deed), { deed })).result.outputs["culprit"]).toBe("fine");
    const following = next(name);
    const other = await healthy.settled;
    if (ends && !other.success) expect(other.errors).toEqual({ runner_replaced: expect.stringMatching(ends) });
    else expect(other.outputs["culprit"]).toBe("fine");
    expect((await following).outputs).toEqual({ calm: {}, culprit: "fine" });
  });
});

test.concurrent.each(names.filter((name) => name.startsWith("patient")))(
  "what a node of %s left behind, and what wakes when all is quiet, ends its runner and not the pod",
  async (name) => {
    const { runnerRestarts } = await health(name);
    const { result } = await runs(name, id("quiet"), { deed: "typedAfter", ms: 4000 });
    expect(result.outputs["culprit"]).toBe("fine");
    const restarts = async () => (await health(name)).runnerRestarts;
    await expect.poll(restarts, { timeout: 20_000 }).toBe(runnerRestarts + 1);
    expect((await next(name)).outputs["culprit"]).toBe("fine");
  },
);

test.each(names.filter((name) => name.startsWith("patient")))(
  "what a node of %s throws after it returned is in the log, with its run, node and place",
  async (name) => {
    const runId = id("late");
    await runs(name, runId, { deed: "late" });
    const { stdout } = await at.tntc(["logs", name]);
    const lines = stdout
      .trim()
      .split("\n")
      .flatMap((line) => JSON.parse(line));
    expect(lines).toContainEqual(
      expect.objectContaining({
        level: "error",
        run: runId,
        node: "culprit",
        msg: expect.stringContaining("too late"),
        at: expect.stringMatching(/^nodes\/culprit\.ts:\d+:\d+$/),
      }),
    );
  },
);

test.each(names.filter((name) => name.startsWith("patient")))(
  "large requests and results to %s, many at once, are served or turned away, and the next run works",
  async (name) => {
    const input = { deed: "output", ms: 1_000_000, padding: "y".repeat(900_000) };
    for (const burst of ["first", "second"]) {
      const asked = Array.from({ length: 32 }, (_, index) =>
        engine(name)
          .run<ExecutionResult>(id(`${burst}-${index}`), input)
          .catch(cutOff),
      );
      const answers = (await Promise.all(asked)).flatMap((answer) => answer ?? []);
      expect(answers.length).toBeGreaterThan(28);
      for (const { status, body } of answers) {
        if (status === 200) expect(body.outputs["culprit"]).toHaveLength(1_000_000);
        else expect([429, 500]).toContain(status);
      }
      expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    }
    expect((await next(name)).outputs["culprit"]).toBe("fine");
  },
);

/**
 * The API server's proxy may lose an answer that comes right after a long request: it answers its client, which closes the
 * body of the request, before it has seen the end of that body, and takes that for a failure. `tntc run` fetches such an
 * answer by its run id.
 */
function cutOff(error: unknown): undefined {
  expect(error).toMatchObject({ code: "CLUSTER-UNREACHABLE", message: expect.stringMatching(/ECONNRESET$/) });
}

describe.each(names)("all the while, the pod of %s", (name) => {
  test("answered that it is healthy, each time that it was asked", async () => {
    const { asked, failures, slowestMs } = (await watches[name]?.stop()) ?? { asked: 0, failures: [], slowestMs: 0 };
    expect(failures).toEqual([]);
    expect(asked).toBeGreaterThan(50);
    // By way of an API server that has the machine's other tests to serve, too; the kubelet's own probes are judged below.
    expect(slowestMs).toBeLessThan(30_000);
  });

  test("was the same, ready, never restarted, and never met the kernel's memory limit", async () => {
    const [pod, ...others] = await podsOf(name);
    expect(others).toEqual([]);
    expect(pod?.metadata.uid).toBe(podsBefore[name]?.[0]?.metadata.uid);
    expect(pod?.spec.containers[0]?.resources.limits.memory).toBe("256Mi");
    expect(pod?.status.containerStatuses).toEqual([expect.objectContaining({ restartCount: 0, lastState: {} })]);
    const ready = (of: Pod | undefined) => of?.status.conditions.find(({ type }) => type === "Ready");
    expect(ready(pod)).toEqual(ready(podsBefore[name]?.[0]));
    expect(await oomKills(pod?.metadata.uid ?? "")).toBe(0);
    expect(await processLimit(pod?.metadata.uid ?? "")).toBe("1024\n");
  });
});

/** How many processes and threads the node lets a pod have. */
async function processLimit(pod: string): Promise<string | undefined> {
  const folders = ["pids/", ""].map(
    (tree) => `/sys/fs/cgroup/${tree}${at.cluster.context}/kubepods/burstable/pod${pod}`,
  );
  for await (const file of glob(folders.map((folder) => `${folder}/pids.max`))) return await readFile(file, "utf8");
  return undefined;
}

/** How often the kernel has killed a process of a pod for memory; a runner's death alone restarts no container. */
async function oomKills(pod: string): Promise<number> {
  const trees = ["/sys/fs/cgroup/memory", "/sys/fs/cgroup"];
  const folders = trees.map((tree) => `${tree}/${at.cluster.context}/kubepods/burstable/pod${pod}`);
  // Seen from the node: in a sandbox there are no such files, and its memory counts for the pod.
  const kills: number[] = [];
  for await (const file of glob(folders.map((folder) => `${folder}/**/memory.{oom_control,events}`))) {
    kills.push(Number(/^oom_kill (\d+)$/m.exec(await readFile(file, "utf8"))?.[1]));
  }
  expect(kills).not.toEqual([]);
  return kills.reduce((sum, count) => sum + count, 0);
}
