import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ground, ground } from "./ground.ts";
import { ServedWorkflow } from "./served-workflow.ts";
import { stuckTick } from "./stuck-tick.ts";

type RunView = {
  runId: string;
  trigger: string;
  state: string;
  success: boolean;
  input: object;
  result: { outputs: object; errors: object };
};
type Answered = { event: string; run: string; status: number; success: boolean; failed: string[] };
type Condition = { type: string; status: string; reason?: string };
type Job = {
  metadata: { name: string; annotations?: Record<string, string> };
  status: { succeeded?: number; failed?: number; conditions?: Condition[] };
};
type Pod = { spec: { containers: { args: string[] }[] }; status: { containerStatuses: { restartCount: number }[] } };

/** A date that comes every fourth year: of these nothing ticks by itself. */
const seldom = "0 0 29 2 *";
const five = [
  `{ type: cron, name: nightly, schedule: "${seldom}", timezone: Europe/Berlin }`,
  `{ type: cron, schedule: "${seldom}" }`,
  `{ type: cron, name: doomed, schedule: "${seldom}" }`,
  // Its first minute ends while the others are looked at.
  '{ type: cron, name: every-minute, schedule: "* * * * *" }',
  '{ type: cron, name: hung, schedule: "* * * * *" }',
];

let at: Ground;
let served: ServedWorkflow;

beforeAll(async () => {
  at = await ground();
  await deploys("1.0", five);
  await kubectl("set", "image", "cronjob/report-cron-4", `trigger=${at.cluster.registry}/not-there:1`);
  served = await ServedWorkflow.of(at, "report");
});
afterAll(() => at[Symbol.asyncDispose]());

/** Deploys the workflow with these triggers besides the manual one. */
async function deploys(version: string, triggers: string[]): Promise<string> {
  const listed = ["{ type: manual }", ...triggers].map((trigger) => `  - ${trigger}\n`).join("");
  await at.write({
    "workflow.yaml": `name: report
version: "${version}"
triggers:
${listed}nodes:
  tell: { path: ./nodes/tell.ts }
contract: { version: "1", dependencies: {} }
`,
    "nodes/tell.ts": `export default (_ctx: unknown, input: { trigger?: string }) => {
  if (input.trigger === "doomed") throw new Error("no report today");
  return { told: input.trigger ?? "nobody" };
};
`,
  });
  const { exitCode, stderr } = await at.tntc(["deploy"]);
  expect(exitCode, stderr).toBe(0);
  return stderr;
}

async function kubectl(...args: string[]): Promise<string> {
  return await at.cluster.kubectl("-n", at.namespace, ...args);
}

async function list<T>(...args: string[]): Promise<T[]> {
  return JSON.parse(await kubectl("get", ...args, "-o", "json")).items;
}

const ofReport = ["-l", "app.kubernetes.io/name=report"];

/** The Job when it has ended, well or not. */
async function ended(name: string): Promise<Job> {
  const find = async (): Promise<Job> => JSON.parse(await kubectl("get", "job", name, "-o", "json"));
  const isOver = ({ status }: Job) =>
    (status.conditions ?? []).some(({ type, status }) => /^(Complete|Failed)$/.test(type) && status === "True");
  await expect.poll(async () => isOver(await find()), { timeout: 90_000, interval: 300 }).toBe(true);
  return await find();
}

/** Ticks now: a Job as the CronJob would make it. */
async function ticks(cronJob: string, job: string): Promise<Job> {
  await kubectl("create", "job", job, `--from=cronjob/${cronJob}`);
  return await ended(job);
}

const cronRuns = async () => {
  const { runs } = (await served.ask<{ runs: RunView[] }>("/runs")).body;
  return runs.filter(({ trigger }) => trigger === "cron");
};

async function lastWords(job: string): Promise<Answered> {
  const lines = (await kubectl("logs", `job/${job}`)).trim().split("\n");
  return JSON.parse(lines.at(-1) ?? "");
}

test("each cron trigger is a CronJob of its own, which never runs a tick twice", async () => {
  const [first, ...others] = await list<{ metadata: { name: string }; spec: object }>("cronjobs", ...ofReport);
  expect([first, ...others].map((each) => each?.metadata.name)).toEqual([
    "report-cron-0",
    "report-cron-1",
    "report-cron-2",
    "report-cron-3",
    "report-cron-4",
  ]);
  expect(first).toMatchObject({
    metadata: { labels: { "app.kubernetes.io/name": "report", "app.kubernetes.io/part-of": "tentacular" } },
    spec: {
      schedule: seldom,
      timeZone: "Europe/Berlin",
      concurrencyPolicy: "Forbid",
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        spec: { backoffLimit: 0, activeDeadlineSeconds: 3660, template: { spec: { restartPolicy: "Never" } } },
      },
    },
  });
  for (const other of others) expect(other.spec).not.toHaveProperty("timeZone");
});

test.each([
  ["a named trigger", "report-cron-0", "tick-named", { trigger: "nightly" }, "nightly"],
  ["an unnamed trigger", "report-cron-1", "tick-unnamed", {}, "nobody"],
])(
  "a tick of %s is one run with the Job's name and the trigger's input, and the Job's log says how it ended",
  async (...row) => {
    const [, cronJob, job, input, told] = row;
    expect((await ticks(cronJob, job)).status).toMatchObject({ succeeded: 1 });
    const { body } = await served.ask<RunView>(`/runs/${job}`);
    expect(body).toMatchObject({ runId: job, trigger: "cron", state: "finished", success: true });
    expect(body.input).toEqual(input);
    expect((await cronRuns()).filter(({ runId }) => runId === job)).toHaveLength(1);
    expect(body.result.outputs).toEqual({ tell: { told } });
    const words = await lastWords(job);
    expect(words).toMatchObject({ event: "run-answered", status: 200, success: true, failed: [] });
    expect(words).not.toHaveProperty("answer");
  },
);

test("a tick finds the workflow by its DNS name", async () => {
  const [pod] = await list<Pod>("pods", "-l", "batch.kubernetes.io/job-name=tick-named");
  expect(pod?.spec.containers[0]?.args).toContain(`--url=http://report.${at.namespace}.svc.cluster.local:8080`);
});

test("a tick whose workflow fails is one run and one failed Job, which nobody repeats", async () => {
  const { status } = await ticks("report-cron-2", "tick-doomed");
  expect(status.failed).toBe(1);
  expect(status.conditions).toContainEqual(expect.objectContaining({ type: "Failed", reason: "BackoffLimitExceeded" }));
  const pods = await list<Pod>("pods", "-l", "batch.kubernetes.io/job-name=tick-doomed");
  expect(pods.map(({ status }) => status.containerStatuses[0]?.restartCount)).toEqual([0]);
  const runs = (await cronRuns()).filter(({ runId }) => runId.startsWith("tick-doomed"));
  expect(runs).toEqual([expect.objectContaining({ runId: "tick-doomed", state: "finished", success: false })]);
  expect(await lastWords("tick-doomed")).toMatchObject({ status: 500, success: false, failed: ["tell"] });
  const { body } = await served.ask<RunView>("/runs/tick-doomed");
  expect(body.result.errors).toEqual({ tell: "no report today" });
});

test("the cluster ticks by itself, and each tick is exactly one run", async () => {
  const jobs = () => list<Job>("jobs", ...ofReport);
  const ticked = async () => (await jobs()).find(({ metadata }) => /^report-cron-3-\d+$/.test(metadata.name));
  await expect.poll(ticked, { timeout: 100_000, interval: 500 }).toBeDefined();
  const name = (await ticked())?.metadata.name ?? "";
  expect((await ended(name)).status).toMatchObject({ succeeded: 1 });
  const ran = (await cronRuns()).filter(({ runId }) => runId === name);
  expect(ran).toEqual([expect.objectContaining({ success: true })]);
  const ofThis = (await jobs()).filter(({ metadata }) => metadata.name.startsWith("report-cron-3-"));
  const scheduled = ofThis.flatMap(
    ({ metadata }) => metadata.annotations?.["batch.kubernetes.io/cronjob-scheduled-timestamp"] ?? [],
  );
  expect(scheduled.length).toBeGreaterThan(0);
  expect(new Set(scheduled).size).toBe(scheduled.length);
  expect((await served.ask<RunView>(`/runs/${name}`)).body.input).toEqual({ trigger: "every-minute" });
});

test("a tick that cannot start and keeps others away is told by status, with the reason and what removes it", async () => {
  const status = async () => (await at.tntc(["status", "report"])).stdout;
  await expect.poll(status, { timeout: 100_000, interval: 1000 }).toContain("cannot start");
  const { result } = JSON.parse((await at.tntc(["status", "report", "-o", "json"])).stdout);
  const [hung] = result.schedules.filter(({ stuck }: { stuck?: object }) => stuck !== undefined);
  expect(hung).toMatchObject({ name: "report-cron-4", stuck: { reason: expect.stringMatching(/ImagePull/) } });
  const { job, remedy } = hung.stuck;
  expect(remedy).toBe(`kubectl delete job ${job} -n ${at.namespace}`);
  const line = new RegExp(
    `^Schedule: +\\* \\* \\* \\* \\*, last .* its tick ${job} cannot start.*ImagePull.*; remedy: ${remedy}$`,
    "m",
  );
  expect(await status()).toMatch(line);
});

describe("with other triggers, deployed again", () => {
  test("CronJobs of triggers that are gone are gone, a single one has no number, and a tick that hangs goes", async () => {
    await stuckTick(at, "report", "stuck");
    const said = await deploys("2.0", five.slice(1, 2));
    expect(said).toContain("Removed the tick stuck, which kept later ones away: its image");
    const left = await list<Job>("cronjobs", ...ofReport);
    expect(left.map(({ metadata }) => metadata.name)).toEqual(["report-cron"]);
    expect(await kubectl("get", "job", "stuck", "--ignore-not-found", "-o", "name")).toBe("");
  });

  test("without a cron trigger no CronJob and no Job is left", async () => {
    await deploys("3.0", []);
    expect(await kubectl("get", "cronjobs", ...ofReport, "-o", "name")).toBe("");
    const triggers = ["-l", "app.kubernetes.io/name=report,tentacular.dev/role=trigger"];
    await expect.poll(() => kubectl("get", "jobs,pods", ...triggers, "-o", "name"), { timeout: 60_000 }).toBe("");
  });
});
