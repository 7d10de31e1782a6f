import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../../src/desk/free-port.ts";
import { packageRoot } from "../../src/package-root.ts";
import { plainEnv } from "../cli/tntc.ts";
import { moduleProxyImage } from "../module-proxy/image.ts";
import { expectClusterGolden } from "./cluster-golden.ts";
import { type Ground, ground } from "./ground.ts";
import { hello } from "./hello.ts";

let at: Ground;
const env = { HELM_NAMESPACE: "" };

beforeAll(async () => {
  at = await ground();
  const own = `system_namespace: ${at.namespace}\nruntime_class: gvisor\n`;
  await at.write({ "settings.yaml": `image: ${at.image}\nplain_http: true\n${own}` });
});
afterAll(() => at[Symbol.asyncDispose]());

/** A release beside the cluster's own, whose proxy takes packages from the registry at this port of the machine. */
async function install(registryPort: string) {
  const { machineIp } = at.cluster;
  const values = {
    "rbac.enabled": "false",
    "policies.enabled": "false",
    "moduleProxy.image": await moduleProxyImage(at.cluster),
    "moduleProxy.npmRegistry": `http://${machineIp}:${registryPort}/`,
    "moduleProxy.lexer.path": "/esm/bin/cjs-module-lexer-1.0.8",
    "moduleProxy.networkPolicy.egress[0].cidr": `${machineIp}/32`,
    "moduleProxy.networkPolicy.egress[0].port": registryPort,
  };
  const set = Object.entries(values).flatMap(([key, value]) => ["--set", `${key}=${value}`]);
  return await at.tntc(["cluster", "install", "--wait", ...set], { env });
}

const check = (...args: string[]) => at.tntc(["cluster", "check", "-n", at.namespace, ...args], { env });

test("a healthy cluster: installed by one command, every check passes", async () => {
  const { port } = new URL(at.cluster.npmRegistry.url);
  expectClusterGolden("install-wait", await install(port), at);
  expectClusterGolden("check-healthy", await check("--probe"), at);
  expectClusterGolden("check-healthy-json", await check("--probe", "-o", "json"), at);
  expect(await at.cluster.kubectl("-n", at.namespace, "get", "pods", "-o", "name")).not.toContain("tntc-probe");
  expect(await at.cluster.kubectl("-n", at.namespace, "get", "networkpolicy", "-o", "name")).not.toContain(
    "tntc-probe",
  );
});

test("profile --probe says that policies are enforced", async () => {
  const { stdout } = await at.tntc(["cluster", "profile", "--probe", "-o", "json"]);
  expect(JSON.parse(stdout).result.network.policies).toBe("enforced");
});

test("NATS that a workflow declares is looked for from a pod", async () => {
  const more = "config: { nats_url: api.example.com:4222 }\n";
  const bus = "bus: { protocol: nats, host: api.example.com, port: 80, subject: orders }";
  const files = hello({ version: "1.0", greeting: "hi", more });
  const text = files["workflow.yaml"]?.replace("dependencies: {}", `dependencies:\n    ${bus}`) ?? "";
  await at.write({ ...files, "workflow.yaml": text });
  expectClusterGolden("check-nats", await check("--probe"), at);
  await rm(join(at.dir, "workflow.yaml"));
});

test("a module proxy whose registry is gone serves no modules, and says so", async () => {
  expect((await install(String(await freePort()))).exitCode).toBe(0);
  expectClusterGolden("check-proxy-broken", await check(), at);
});

test("a probe that is interrupted leaves nothing behind", async () => {
  const tntc = join(packageRoot(), "node_modules/.bin/tntc");
  const args = ["cluster", "check", "--probe", "-n", at.namespace];
  const child = spawn(tntc, args, { cwd: at.dir, env: { ...plainEnv(), ...at.env }, stdio: "ignore" });
  const ended = once(child, "exit");
  const pods = () => at.cluster.kubectl("-n", at.namespace, "get", "pods", "-l", "tentacular.dev/probe", "-o", "name");
  await expect.poll(pods, { timeout: 30_000, interval: 200 }).toContain("listener");
  child.kill("SIGINT");
  expect((await ended)[0]).toBe(130);
  await expect.poll(pods, { timeout: 10_000 }).toBe("");
  expect(await at.cluster.kubectl("-n", at.namespace, "get", "networkpolicy", "-o", "name")).not.toContain(
    "tntc-probe",
  );
});
