import { afterAll, beforeAll, expect, test } from "vitest";
import { expectClusterGolden } from "./cluster-golden.ts";
import { type Ground, ground } from "./ground.ts";
import { hello } from "./hello.ts";

let at: Ground;
const cron = `triggers:
  - {type: manual}
  - {type: cron, name: nightly, schedule: "15 2 1 1 *", timezone: Europe/Berlin}
`;

beforeAll(async () => {
  at = await ground();
  await at.write(hello({ version: "1.0", greeting: "hi", more: cron }));
  expect((await at.tntc(["deploy"])).exitCode).toBe(0);
  expect((await at.tntc(["run", "hello"])).exitCode).toBe(0);
});
afterAll(() => at[Symbol.asyncDispose]());

test("status says version, readiness, code, schedules and the last run", async () => {
  expectClusterGolden("status", await at.tntc(["status", "hello"]), at);
  expectClusterGolden("status-json", await at.tntc(["status", "hello", "-o", "json"]), at);
});

test("--detail adds image, resources, pods and events", async () => {
  const { stdout } = await at.tntc(["status", "hello", "--detail", "-o", "json"]);
  const { detail } = JSON.parse(stdout).result;
  expect(detail).toMatchObject({
    image: expect.stringContaining(at.image),
    service: `hello.${at.namespace}.svc.cluster.local:8080`,
    pods: [{ state: "Running", ready: true, restarts: 0 }],
  });
  expect(detail.events.map((event: { reason: string }) => event.reason)).toContain("Started");
  const text = (await at.tntc(["status", "hello", "--detail"])).stdout;
  expect(text).toMatch(/^Image: +\S+$/m);
  expect(text).toMatch(/^ {2}hello-\S+ +Running +0 +10\./m);
  expect(text).toMatch(/^ {2}\d+s +Normal +Started +Pod\/hello-/m);
});

test("a workflow whose pods cannot start says why", async () => {
  const image = `${at.cluster.registry}/not-there:1`;
  await at.cluster.kubectl("-n", at.namespace, "set", "image", "deployment/hello", `engine=${image}`);
  await expect
    .poll(async () => (await at.tntc(["status", "hello"])).stdout, { timeout: 60_000, interval: 1000 })
    .toMatch(/^Status: +not ready\nWhy: +hello-\S+: (?:ErrImagePull|ImagePullBackOff)/m);
});

test("a workflow whose engine refuses its code says so in the engine's words", async () => {
  const wrong = [
    { op: "replace", path: "/spec/template/spec/containers/0/args/1", value: `--digest=sha256:${"0".repeat(64)}` },
  ];
  const patch = ["patch", "deployment/hello", "--type=json", "-p", JSON.stringify(wrong)];
  await at.cluster.kubectl("-n", at.namespace, "set", "image", "deployment/hello", `engine=${at.image}`);
  await at.cluster.kubectl("-n", at.namespace, ...patch);
  await expect
    .poll(async () => (await at.tntc(["status", "hello"])).stdout, { timeout: 60_000, interval: 1000 })
    .toMatch(/^Why: +hello-\S+: Crashed: (.*: )?Code in "\/app\/workflow" is not what was deployed/m);
});

test("an unknown workflow is not found, and the names that there are are said", async () => {
  expectClusterGolden("status-unknown", await at.tntc(["status", "helo"]), at);
  expectClusterGolden("status-unknown-json", await at.tntc(["status", "helo", "-o", "json"]), at);
});
