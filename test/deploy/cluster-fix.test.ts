import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { authorRules } from "../../src/platform/fix/author-rules.ts";
import { expectClusterGolden } from "./cluster-golden.ts";
import { type Ground, ground } from "./ground.ts";
import { hello } from "./hello.ts";
import { limitedUser } from "./limited-user.ts";

const enforce = "pod-security.kubernetes.io/enforce";

async function levelOf({ cluster }: Ground, namespace: string): Promise<string> {
  const path = `jsonpath={.metadata.labels.${enforce.replaceAll(".", "\\.")}}`;
  return await cluster.kubectl("get", "namespace", namespace, "-o", path);
}

/** A namespace that goes at the end, whoever has made it. */
function namespaceOf({ cluster }: Ground): { name: string } & AsyncDisposable {
  const name = `test-${randomBytes(4).toString("hex")}`;
  const remove = () => cluster.kubectl("delete", "namespace", name, "--wait=false", "--ignore-not-found");
  return { name, [Symbol.asyncDispose]: () => remove().then(() => {}) };
}

test("--fix makes the namespace, its label and the Role once, and a deploy works with that Role", async () => {
  await using at = await ground({ runtimeClass: "gvisor" });
  await using made = namespaceOf(at);
  const fixed = { ...at, namespace: made.name };
  const fix = () => at.tntc(["cluster", "check", "--fix", "-n", made.name]);
  expectClusterGolden("check-fix", await fix(), fixed);
  expectClusterGolden("check-fix-again", await fix(), fixed);
  expect(await levelOf(at, made.name)).toBe("restricted");
  const rules = JSON.parse(await at.cluster.kubectl("-n", made.name, "get", "role", "tentacular-author", "-o", "json"));
  expect(rules.rules).toEqual(authorRules());
  await at.write(hello({ version: "1.0", greeting: "hi" }));
  const KUBECONFIG = await limitedUser(fixed, rules.rules);
  const deployed = await at.tntc(["deploy", "-n", made.name], { env: { KUBECONFIG } });
  expect(deployed.exitCode, deployed.stderr).toBe(0);
});

test("--fix leaves what somebody has chosen, and what would break, and never gives a Role more", async () => {
  await using at = await ground({ runtimeClass: "gvisor" });
  await using chosen = namespaceOf(at);
  await using used = namespaceOf(at);
  const namespace = (name: string, labels = {}) => ({
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name, labels },
  });
  await at.cluster.apply([namespace(chosen.name, { [enforce]: "baseline" }), namespace(used.name)]);
  const role = {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "Role",
    metadata: { name: "tentacular-author" },
    rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["list"] }],
  };
  await at.cluster.apply([role], chosen.name);
  await at.cluster.kubectl("-n", used.name, "wait", "--for=create", "serviceaccount/default", "--timeout=30s");
  const root = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "root" },
    spec: { containers: [{ name: "a", image: "a" }] },
  };
  await at.cluster.apply([root], used.name);
  const first = await at.tntc(["cluster", "check", "--fix", "-n", chosen.name]);
  expect(first.stderr).toContain('somebody has set its Pod Security Standard to "baseline"');
  expect(first.stderr).toMatch(/Left Role "tentacular-author" as it is, though a deploy also needs: get secrets, /);
  const second = await at.tntc(["cluster", "check", "--fix", "-n", used.name]);
  expect(second.stderr).toContain(`Left namespace "${used.name}" as it is: existing pods in namespace`);
  expect([await levelOf(at, chosen.name), await levelOf(at, used.name)]).toEqual(["baseline", ""]);
  const kept = await at.cluster.kubectl("-n", chosen.name, "get", "role", "tentacular-author", "-o", "json");
  expect(JSON.parse(kept).rules).toEqual(role.rules);
});

test("--fix says what it may not do, and the check goes on", async () => {
  await using at = await ground({ runtimeClass: "gvisor" });
  const KUBECONFIG = await limitedUser(at, [{ apiGroups: [""], resources: ["pods"], verbs: ["list"] }]);
  const ran = await at.tntc(["cluster", "check", "--fix"], { env: { KUBECONFIG } });
  expect(ran.exitCode).toBe(4);
  expect(ran.stderr).toMatch(/Not mended: User ".*" may not get "roles"/);
  expect(ran.stdout).toContain("✗ Cluster is not ready for deployment");
});

test("check warns of a sandbox that takes its memory from the workflow", async () => {
  await using at = await ground();
  const name = `bare-${at.namespace}`;
  const bare = { apiVersion: "node.k8s.io/v1", kind: "RuntimeClass", metadata: { name }, handler: "runsc" };
  await at.cluster.apply([bare]);
  await at.write({ ".tentacular/config.yaml": `runtime_class: ${name}\n` });
  const { stdout, exitCode } = await at.tntc(["cluster", "check"]);
  await at.cluster.kubectl("delete", "runtimeclass", name);
  expect(exitCode, stdout).toBe(0);
  expect(stdout).toContain(`⚠ RuntimeClass "${name}" reserves no memory for the sandbox itself`);
});
