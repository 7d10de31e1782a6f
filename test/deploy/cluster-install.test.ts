import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ran } from "../cli/tntc.ts";
import { expectClusterGolden } from "./cluster-golden.ts";
import { type Ground, ground } from "./ground.ts";
import { hello } from "./hello.ts";

let at: Ground;
let env: Record<string, string>;
/** A release beside the cluster's own: roles of the whole cluster have one owner, and images come from this registry. */
const apart = ["--set", "rbac.enabled=false", "--set", "moduleProxy.enabled=false", "--set", "policies.enabled=false"];

beforeAll(async () => {
  at = await ground();
  await at.write({ "settings.yaml": `image: ${at.image}\nplain_http: true\nsystem_namespace: ${at.namespace}\n` });
  env = { HELM_NAMESPACE: "" };
});
afterAll(() => at[Symbol.asyncDispose]());

const install = (...args: string[]) => at.tntc(["cluster", "install", ...args], { env });

test("install shows what it will do, and does it", async () => {
  expectClusterGolden("install-dry-run", await install("--dry-run", ...apart), at);
  expect(await at.cluster.kubectl("-n", at.namespace, "get", "configmap", "-o", "name")).not.toContain(
    "tentacular-system",
  );
  expectClusterGolden("install", await install(...apart), at);
});

test("install changes in place, and puts back what somebody has removed", async () => {
  await at.cluster.kubectl("-n", at.namespace, "delete", "role", "tentacular-system-facts");
  await at.write({ "values.yaml": "global:\n  runtimeClass: kata\n" });
  expectClusterGolden("install-upgrade", await install("--values", "values.yaml", "--wait"), at);
  const facts = await at.cluster.kubectl(
    "-n",
    at.namespace,
    "get",
    "configmap/tentacular-system",
    "role/tentacular-system-facts",
    "-o",
    "json",
  );
  expect(JSON.parse(facts).items[0].data.runtimeClass).toBe("kata");
  const reset = await install("--reset-values", "--dry-run", "--set", "rbac.enabled=false");
  expect(reset.stderr).toContain("+ Deployment/esm-sh");
  expect(reset.stderr).toContain("~ ConfigMap/tentacular-system");
});

test("a namespace of workflows that nobody has made is told before anything is changed", async () => {
  const ran = await install("--set", "policies.enabled=true,global.workflowNamespaces={no-such-namespace}");
  expect(ran.exitCode).toBe(4);
  expect(ran.stderr).toContain('Namespace "no-such-namespace" of global.workflowNamespaces does not exist');
  expect(ran.stderr).toContain("Remedy: kubectl create namespace no-such-namespace");
});

test("settings of the module proxy are values of the chart", async () => {
  const settings =
    "moduleProxy:\n  enabled: true\n  storage: pvc\n  pvcSize: 3Gi\n  image: registry.example/esm.sh:v138\n";
  await at.write({ "proxy.yaml": `system_namespace: ${at.namespace}\n${settings}` });
  const own = { ...env, TENTACULAR_CONFIG: `${at.dir}/proxy.yaml` };
  const ran = await at.tntc(["cluster", "install", "--dry-run"], { env: own });
  expect(ran.stderr).toContain("+ PersistentVolumeClaim/");
  expect(ran.stderr).toContain("+ Deployment/esm-sh");
});

test("values that the chart does not know are the user's to mend", async () => {
  expectClusterGolden("install-values-invalid", await install("--set", "moduleProxy.storage=tape"), at);
});

test("a module proxy that cannot start is told with the reason by --wait", async () => {
  const image = `${at.cluster.registry}/no-such-proxy:1`;
  const ran = await install(
    "--wait",
    "--set",
    `moduleProxy.enabled=true,moduleProxy.image=${image}`,
    "--timeout",
    "60s",
  );
  expect(ran.exitCode).toBe(1);
  expect(ran.stderr).toMatch(/Error: The new pods of "esm-sh" do not start: (?:ErrImagePull|ImagePullBackOff)/);
});

test("uninstall names what goes and who needs it, and asks", async () => {
  await at.write(hello({ version: "1.0", greeting: "hi" }));
  expect((await at.tntc(["deploy", "--runtime-class="])).exitCode).toBe(0);
  const uninstall = (...args: string[]) => at.tntc(["cluster", "uninstall", ...args], { env });
  const unasked = await uninstall();
  expect(unasked.exitCode).toBe(2);
  expect(unasked.stderr).toMatch(/⚠ \d+ workflows? deployed: /);
  expect(unasked.stderr).toContain(`${at.namespace}/hello`);
  expect(unasked.stderr).toContain("  Deployment/esm-sh\n");
  expect(unasked.stderr).toContain("(CONFIRMATION-NEEDED)");
  expectClusterGolden("uninstall", withOurs(await uninstall("--yes")), at);
  expect(await at.cluster.kubectl("-n", at.namespace, "get", "deployments", "-o", "name")).toBe(
    "deployment.apps/hello\n",
  );
  expectClusterGolden("uninstall-absent", await uninstall("--yes"), at);
  expectClusterGolden("install-json", await install("-o", "json", ...apart), at);
  expectClusterGolden("uninstall-json", withOurs(await uninstall("--yes", "-o", "json")), at);
});

/** Of all workflows that are named, the one of this test: others come and go on this cluster. */
function withOurs({ stdout, stderr, exitCode }: Ran): Ran {
  const ours = `${at.namespace}/hello`;
  const only = (all: string) => (all.includes(ours) ? ours : "");
  return {
    stdout: stdout.replace(/(?<="workflows":\[)[^\]]*/, (all) => JSON.stringify(only(all))),
    stderr: stderr.replace(
      /\d+ workflows? deployed: (.*)\n {2}(Its|Their)/,
      (_, all) => `1 workflow deployed: ${only(all)}\n  Its`,
    ),
    exitCode,
  };
}
