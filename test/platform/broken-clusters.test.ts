import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { expectGolden } from "../cli/golden.ts";
import { plainEnv } from "../cli/tntc.ts";
import { expectClusterGolden } from "../deploy/cluster-golden.ts";
import { hello } from "../deploy/hello.ts";
import { brokenClusters } from "./broken-clusters.ts";
import { fiveCommands } from "./five-commands.ts";
import { natsGreeting } from "./nats-greeting.ts";
import { type Platform, platform } from "./platform.ts";

let at: Platform;

beforeAll(async () => {
  at = await platform();
});
afterAll(() => at[Symbol.asyncDispose]());

/** What a command says, to people and, beside it, to programs. */
async function expectBoth(name: string, ...args: string[]): Promise<void> {
  const [text, json] = await Promise.all([at.tntc(args), at.tntc([...args, "-o", "json"])]);
  expectClusterGolden(name, text, at);
  expectClusterGolden(`${name}-json`, json, at);
}

test("without a system chart a cluster is ready, and what is not there is said", async () => {
  const check = at.tntc(["cluster", "check", "-n", at.namespace]);
  const [plain] = await Promise.all([check, expectBoth("contract-status-no-proxy", "contract", "status")]);
  expectClusterGolden("check-plain", plain, at);
});

test("one command installs, one mends the namespace, a lock is made", async () => {
  expectClusterGolden("install-wait", await at.tntc(["cluster", "install", "--wait", ...at.values]), at);
  const check = ["cluster", "check", "-n", at.namespace];
  expect((await at.tntc([...check, "--fix"])).stderr).toContain('Created Role "tentacular-author"');
  expectClusterGolden("check-healthy", await at.tntc([...check, "--probe"]), at);
  await expectBoth("contract-status-unlocked", "contract", "status");
  expectClusterGolden("contract-lock", await at.tntc(["contract", "lock"]), at);
  expectClusterGolden("contract-lock-json", await at.tntc(["contract", "lock", "-o", "json"]), at);
});

test.each(brokenClusters)("five commands tell the truth of a cluster: $name", async (broken) => {
  const revisions = () => at.cluster.kubectl("-n", at.system, "get", "secrets", "-l", "owner=helm", "-o", "name");
  const { env = {}, mend = async () => {} } = await broken.break(at);
  try {
    const before = await revisions();
    const { text, json } = await fiveCommands(at, { ...broken, env });
    expectGolden(`clusters/${broken.name}`, text);
    if (json !== undefined) expectGolden(`clusters/${broken.name}-json`, json);
    // What install refuses it has not begun.
    if (/^\$ tntc cluster install .*\nexit [1-9]/m.test(text)) expect(await revisions()).toBe(before);
  } finally {
    await mend();
  }
});

test("contract status tells of a version that is gone, of other bytes than are locked, and of a Service that is gone", async () => {
  const file = join(at.dir, "deno.lock");
  const lock = await readFile(file, "utf8");
  await writeFile(file, lock.replaceAll("2.1.3", "2.9.9"));
  await expectBoth("contract-status-version-gone", "contract", "status");
  await writeFile(file, lock.replace(/(ms\.mjs": )"[0-9a-f]{4}/, '$1"0000'));
  await expectBoth("contract-status-changed", "contract", "status");
  await writeFile(file, lock);
  await at.cluster.kubectl("-n", at.system, "delete", "service", "esm-sh");
  await expectBoth("contract-status-no-service", "contract", "status");
});

test("a registry that DNS does not know is told in the proxy's own words", async () => {
  const unknown = ["--set", "moduleProxy.npmRegistry=http://registry.invalid/"];
  const { exitCode, stderr } = await at.tntc(["cluster", "install", "--wait", ...unknown]);
  expect(exitCode, stderr).toBe(0);
  await expectBoth("contract-status-dns", "contract", "status");
  expectClusterGolden("contract-lock-dns", await at.tntc(["contract", "lock", "--update"]), at);
});

test("what is missing besides: the namespace, Helm, the engine image, a secret", async () => {
  const mail =
    "dependencies: { mail: { protocol: https, host: m.example, auth: { type: bearer-token, secret: mail.token } } }";
  const files = hello({ version: "1.0", greeting: "hi" });
  const text = files["workflow.yaml"]?.replace("dependencies: {}", mail) ?? "";
  const image = `${at.cluster.registry}/tentacular-engine:no-such-tag`;
  await at.write({
    "mail/workflow.yaml": text,
    "mail/nodes/greet.ts": files["nodes/greet.ts"] ?? "",
    "no-image.yaml": `image: ${image}\nplain_http: true\n`,
  });
  const [namespace, unset, helm] = await Promise.all([
    at.tntc(["cluster", "check", "-n", "no-such-namespace"]),
    at.tntc(["cluster", "check", "mail", "-n", at.namespace], {
      env: { TENTACULAR_CONFIG: `${at.dir}/no-image.yaml` },
    }),
    at.tntc(["cluster", "check"], { env: { HELM_BIN: "no-such-helm" } }),
  ]);
  expectClusterGolden("check-namespace-missing", namespace, at);
  expectClusterGolden("check-image-and-secret", unset, at);
  expect(helm.exitCode).toBe(4);
  expect(helm.stdout).toContain('✗ Helm is missing: there is no program "no-such-helm"');
});

test("a profile to keep, with what holds in the namespace", async () => {
  const limits = [{ type: "Container", max: { memory: "2Gi" } }];
  await at.cluster.apply(
    [
      { apiVersion: "v1", kind: "ResourceQuota", metadata: { name: "team" }, spec: { hard: { pods: "5" } } },
      { apiVersion: "v1", kind: "LimitRange", metadata: { name: "team" }, spec: { limits } },
    ],
    at.namespace,
  );
  await at.cluster.kubectl("-n", at.namespace, "wait", "--for=jsonpath={.status.hard.pods}=5", "resourcequota/team");
  const ran = await at.tntc(["cluster", "profile", "-n", at.namespace, "-o", "markdown"]);
  expectClusterGolden("profile-markdown", ran, at);
});

test("NATS that a workflow declares is looked for from a pod, by the line that greets", async () => {
  await using live = await natsGreeting(at.cluster.machineIp);
  const more = "config: { nats_url: api.example.com:4222 }\n";
  const servers = { bus: { host: "api.example.com", port: 80 }, live: { host: at.cluster.machineIp, port: live.port } };
  const declared = Object.entries(servers).map(
    ([name, { host, port }]) => `    ${name}: { protocol: nats, host: ${host}, port: ${port}, subject: orders }\n`,
  );
  const files = hello({ version: "1.0", greeting: "hi", more });
  const text = files["workflow.yaml"]?.replace("dependencies: {}", `dependencies:\n${declared.join("")}`) ?? "";
  await at.write({ "orders/workflow.yaml": text, "orders/nodes/greet.ts": files["nodes/greet.ts"] ?? "" });
  expectClusterGolden("check-nats", await at.tntc(["cluster", "check", "orders", "-n", at.namespace, "--probe"]), at);
});

test("a probe leaves nothing behind, one that is interrupted neither", async () => {
  const probes = (kind: string) =>
    at.cluster.kubectl("-n", at.namespace, "get", kind, "-l", "tentacular.dev/probe", "-o", "name");
  expect([await probes("pods"), await probes("networkpolicies")]).toEqual(["", ""]);
  const tntc = join(packageRoot(), "node_modules/.bin/tntc");
  const args = ["cluster", "check", "--probe", "-n", at.namespace];
  const child = spawn(tntc, args, { cwd: at.dir, env: { ...plainEnv(), ...at.env }, stdio: "ignore" });
  const ended = once(child, "exit");
  await expect.poll(() => probes("pods"), { timeout: 60_000, interval: 200 }).toContain("listener");
  child.kill("SIGINT");
  expect((await ended)[0]).toBe(130);
  await expect.poll(() => probes("pods"), { timeout: 30_000 }).toBe("");
  expect(await probes("networkpolicies")).toBe("");
});
