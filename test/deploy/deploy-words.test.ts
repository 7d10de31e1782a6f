import { afterAll, beforeAll, expect, test } from "vitest";
import { Kube } from "../../src/cluster/api/kube.ts";
import { withLease } from "../../src/cluster/lease/lease.ts";
import { progressOn } from "../../src/output/progress.ts";
import type { Ran } from "../cli/tntc.ts";
import { expectClusterGolden } from "./cluster-golden.ts";
import { type Ground, ground } from "./ground.ts";
import { broken, hello } from "./hello.ts";

let at: Ground;

beforeAll(async () => {
  at = await ground();
});
afterAll(() => at[Symbol.asyncDispose]());

const nowhere = ["--runtime-class", "no-such-sandbox", "-n", "no-such-namespace"];

const crash = (text: string) => text.replaceAll(/(Crashed|CrashLoopBackOff): [^;\n]*/g, "Crashed: <how>");

/** Which events a pod has had when its crash is seen, and whether it waits already, is a matter of milliseconds. */
function settled(stderr: string): string {
  return crash(stderr.replaceAll(/^ {4}[·⚠] .*\n/gm, "").replace(/^( {2}Pod \S+ on \S+: ).*$/m, "$1<state>"));
}

/** The same for programs. */
function settledJson(stdout: string): string {
  const same: Record<string, (text: string) => string | string[]> = {
    events: () => [],
    state: () => "<state>",
    reason: () => "Crashed",
    summary: crash,
    cause: crash,
    message: (text) => (text.includes("Crash") ? crash(text) : "<how>"),
  };
  return JSON.stringify(JSON.parse(stdout, (key, value) => same[key]?.(value) ?? value));
}

test("a deploy that works, for programs", async () => {
  await at.write(hello({ version: "1.0", greeting: "hi" }));
  expectClusterGolden("deploy-json", await at.tntc(["deploy", "-o", "json"]), at);
});

test("other code under the same version is deployed, with a hint to raise the version", async () => {
  await at.write(hello({ version: "1.0", greeting: "ho" }));
  expectClusterGolden("deploy-same-version", await at.tntc(["deploy"]), at);
});

test("a deploy whose pods crash shows events, log and the way back", async () => {
  await at.write(broken("2.0"));
  const ran = await at.tntc(["deploy"]);
  expect(ran.stderr).toMatch(/ {2}Events:\n {4}[·⚠] /);
  expectClusterGolden("deploy-failed", { ...ran, stderr: settled(ran.stderr) }, at);
  const { stdout, stderr, exitCode } = await at.tntc(["deploy", "-o", "json"]);
  const json = { exitCode, stdout: settledJson(stdout), stderr: settled(stderr) };
  expectClusterGolden("deploy-failed-json", json, at);
});

test("several things in the way are told at once", async () => {
  await at.write(hello({ version: "1.0", greeting: "hi" }));
  const env = { TENTACULAR_CONFIG: `${at.dir}/none.yaml` };
  expectClusterGolden("deploy-preflight", await at.tntc(["deploy", ...nowhere], { env }), at);
  expectClusterGolden("deploy-preflight-json", await at.tntc(["deploy", ...nowhere, "-o", "json"], { env }), at);
});

test("while somebody else deploys, a deploy says who", async () => {
  const kube = await Kube.connect({ kubeconfig: at.cluster.kubeconfig, namespace: at.namespace });
  const progress = progressOn({ write: () => true });
  const anonymous = ({ stdout, stderr, exitCode }: Ran) => ({
    exitCode,
    stdout: stdout.replaceAll(/[\w.-]+@[\w.-]+/g, "<holder>"),
    stderr: stderr.replace(/^ {2}Somebody is changing .*\n/m, "").replaceAll(/[\w.-]+@[\w.-]+/g, "<holder>"),
  });
  await withLease(kube, { workflow: "hello", action: "deploy", progress }, async () => {
    expectClusterGolden("deploy-held", anonymous(await at.tntc(["deploy"])), at);
    expectClusterGolden("deploy-held-json", anonymous(await at.tntc(["deploy", "-o", "json"])), at);
  });
});
