import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectClusterGolden } from "./cluster-golden.ts";
import { counting } from "./counting.ts";
import { cuttingProxy } from "./cutting-proxy.ts";
import { type Ground, ground } from "./ground.ts";
import { limitedUser } from "./limited-user.ts";
import { onTerminal } from "./on-terminal.ts";
import { started } from "./started.ts";

let at: Ground;

beforeAll(async () => {
  at = await ground();
  await at.write(counting);
  expect((await at.tntc(["deploy"])).exitCode).toBe(0);
});
afterAll(() => at[Symbol.asyncDispose]());

/** How often the node has run so far, this time included. */
async function runsSoFar(): Promise<number> {
  const { stdout } = await at.tntc(["run", "counting"]);
  return JSON.parse(stdout).outputs.count.runs;
}

/** Answers when the engine has begun a run: from then on its answer can be lost. */
async function begun(): Promise<void> {
  const runs = `/api/v1/namespaces/${at.namespace}/services/counting:8080/proxy/runs`;
  const newest = async () => JSON.parse(await at.cluster.kubectl("get", "--raw", runs)).runs[0]?.state;
  await expect.poll(newest, { timeout: 20_000, interval: 100 }).toBe("running");
}

test("the first run: the result on stdout, one line on stderr", async () => {
  expectClusterGolden("run", await at.tntc(["run", "counting"]), at);
  expectClusterGolden("run-json", await at.tntc(["run", "counting", "-o", "json"]), at);
});

test("on a terminal the nodes are drawn as a tree above the result", async () => {
  const { stdout, exitCode } = await onTerminal(at, ["run", "counting"]);
  expect(stdout).toMatch(/^└─ ✓ count +[\d.]+ m?s\n {2}✓ Run \S+ succeeded \([\d.]+ m?s\)\n\{\n/);
  expect(exitCode).toBe(0);
});

test("without a name the workflow of this folder runs", async () => {
  expect((await at.tntc(["run"])).exitCode).toBe(0);
});

test("a run that fails ends with 1, its node and its error", async () => {
  const fail = ["run", "counting", "--input", '{"fail":"no more numbers"}'];
  expectClusterGolden("run-failed", await at.tntc(fail), at);
  expectClusterGolden("run-failed-json", await at.tntc([...fail, "-o", "json"]), at);
});

test("input comes by flag, file and standard input", async () => {
  await at.write({ "input.json": '{"text":"12345"}' });
  const lengths = await Promise.all([
    at.tntc(["run", "counting", "--input", '{"text":"123"}']),
    at.tntc(["run", "counting", "--input-file", "input.json"]),
    at.tntc(["run", "counting", "--input", "-"], { input: `{"text":"${"x".repeat(500_000)}"}` }),
  ]);
  expect(lengths.map(({ stdout }) => JSON.parse(stdout).outputs.count.length)).toEqual([3, 5, 500_000]);
});

test("input that is no JSON starts nothing", async () => {
  const before = await runsSoFar();
  expectClusterGolden("run-input-invalid", await at.tntc(["run", "counting", "--input", "{name: Ada}"]), at);
  expectClusterGolden("run-input-missing", await at.tntc(["run", "counting", "--input-file", "nope.json"]), at);
  expect(await runsSoFar()).toBe(before + 1);
});

test("an unknown workflow is not found, and the names that there are are said", async () => {
  expectClusterGolden("run-unknown", await at.tntc(["run", "countin"]), at);
  expectClusterGolden("run-unknown-json", await at.tntc(["run", "countin", "-o", "json"]), at);
});

test("a run that takes longer than --timeout goes on, and the same id waits for it again", async () => {
  const slow = ["run", "counting", "--run-id", "slow-one", "--input", '{"ms":7000}'];
  expectClusterGolden("run-timeout", await at.tntc([...slow, "--timeout", "4s"]), at);
  const again = await at.tntc(slow);
  expect(again.exitCode).toBe(0);
  expect(JSON.parse(again.stdout).runId).toBe("slow-one");
  const reused =
    /hint: Run slow-one began at \S+Z, before this command: nothing was started, and the input was not used\n/;
  expect(again.stderr).toMatch(reused);
  expect(await runsSoFar()).toBe(JSON.parse(again.stdout).outputs.count.runs + 1);
});

test("Ctrl-C leaves the run alone, and says how to get its result", async () => {
  const before = await runsSoFar();
  using running = started(at, ["run", "counting", "--run-id", "left", "--input", '{"ms":4000}']);
  const { child, said, ended } = running;
  await begun();
  child.kill("SIGINT");
  expect(await ended).toBe(130);
  expect(said.text).toContain('Interrupted; run "left" of "counting" goes on (INTERRUPTED)');
  expect(said.text).toContain("tntc run counting --run-id left");
  const again = await at.tntc(["run", "counting", "--run-id", "left"]);
  expect(JSON.parse(again.stdout).outputs.count.runs, again.stderr).toBe(before + 1);
});

describe("when the line breaks", () => {
  test("after the run was sent, its result is fetched, whole, and it ran once", async () => {
    const before = await runsSoFar();
    await using proxy = await cuttingProxy(at.cluster.apiServer);
    const running = at.tntc(["run", "counting", "--input", '{"ms":5000,"wide":200000}'], { env: proxy.env });
    await begun();
    proxy.cut();
    const { stdout, stderr, exitCode } = await running;
    expect(stderr).toContain("The answer was lost");
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).outputs.count.runs).toBe(before + 1);
    expect(JSON.parse(stdout).outputs.count.wide).toHaveLength(200_000);
    expect(await runsSoFar()).toBe(before + 2);
  });

  test("for good, it says that the answer was lost and does not send again", async () => {
    const before = await runsSoFar();
    await using proxy = await cuttingProxy(at.cluster.apiServer);
    const running = at.tntc(["run", "counting", "--input", '{"ms":5000}', "-o", "json"], { env: proxy.env });
    await begun();
    proxy.cut(true);
    const { stdout, exitCode } = await running;
    expect(exitCode).toBe(7);
    expect(JSON.parse(stdout).result.error.code).toBe("RUN-LOST");
    expect(await runsSoFar()).toBe(before + 2);
  });
});

describe("when the proxy is forbidden", () => {
  const pods = { apiGroups: [""], resources: ["pods"], verbs: ["get", "list"] };
  const exec = { apiGroups: [""], resources: ["pods/exec"], verbs: ["create", "get"] };

  test("exec runs it, once, with long input too", async () => {
    const env = { KUBECONFIG: await limitedUser(at, [pods, exec]) };
    const before = await runsSoFar();
    const short = await at.tntc(["run", "counting", "--debug"], { env });
    expect(short.stderr).toContain("By exec, because the proxy is forbidden");
    expect(JSON.parse(short.stdout).outputs.count.runs).toBe(before + 1);
    const long = await at.tntc(["run", "counting", "--input", "-"], {
      env,
      input: `{"text":"${"x".repeat(300_000)}"}`,
    });
    expect(JSON.parse(long.stdout).outputs.count.length).toBe(300_000);
    const failed = await at.tntc(["run", "counting", "--input", '{"fail":"boom"}'], { env });
    expect(failed.exitCode).toBe(1);
    expect(failed.stderr).toContain("count: boom");
    expect(await runsSoFar()).toBe(before + 4);
  });

  test("without exec either, the permissions to ask for are named", async () => {
    const env = { KUBECONFIG: await limitedUser(at, [pods]) };
    expectClusterGolden("run-forbidden", await at.tntc(["run", "counting"], { env }), at);
  });
});

// Here every policy lets the node in, and the control plane is on it: so its packets get lost, as a remote one's would.
test("exec takes over where the control plane cannot reach the pods", async () => {
  const kubectl = (...args: string[]) => at.cluster.kubectl("-n", at.namespace, ...args);
  const patient = [{ name: "engine", readinessProbe: { failureThreshold: 100 } }];
  const patch = JSON.stringify({ spec: { template: { spec: { containers: patient } } } });
  await kubectl("patch", "deployment", "counting", "-p", patch);
  await kubectl("rollout", "status", "deployment", "counting", "--timeout=120s");
  const before = await runsSoFar();
  const address = await kubectl("get", "pods", ...running, "-o", newest("status.podIP"));
  await using _ = await at.cluster.dropping({ from: address, to: nodeBeside(address) });
  const { stdout, stderr } = await at.tntc(["run", "counting", "--debug"]);
  expect(stderr).toContain("By exec, because the proxy of the cluster does not answer");
  expect(JSON.parse(stdout).outputs.count.runs).toBe(before + 1);
});

const running = ["-l", "tentacular.dev/role=engine", "--sort-by=.metadata.creationTimestamp"];
const newest = (path: string) => `jsonpath={.items[-1:].${path}}`;

/** The node's own address among its pods: the first of their range. */
const nodeBeside = (pod: string) => pod.replace(/\.\d+\.\d+$/, ".0.1");
