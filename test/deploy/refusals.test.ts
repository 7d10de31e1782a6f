import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packageVersion } from "../../src/package-version.ts";
import type { Ran } from "../cli/tntc.ts";
import { type Ground, ground } from "./ground.ts";
import { hello } from "./hello.ts";
import { limitedUser } from "./limited-user.ts";
import { systemFacts } from "./system-facts.ts";

let at: Ground;
const plain = hello({ version: "1.0", greeting: "hi" });

beforeAll(async () => {
  at = await ground();
});
afterAll(() => at[Symbol.asyncDispose]());

const mail = `dependencies:
    mail: { protocol: https, host: mail.example.com, auth: { type: bearer-token, secret: mail.token } }`;

type Envelope = { status: string; result: { error: { code: string; remedy: string; message: string } } };

function errorOf({ stdout }: Ran): Envelope["result"]["error"] {
  const envelope: Envelope = JSON.parse(stdout);
  expect(envelope.status).toBe("fail");
  return envelope.result.error;
}

async function nothingThere(): Promise<void> {
  expect(await at.cluster.kubectl("-n", at.namespace, "get", "all,secrets,leases", "-o", "name")).toBe("");
}

describe("before anything is changed, deploy refuses", () => {
  test("without an image, and says how to get one", async () => {
    await at.write(plain);
    const ran = await at.tntc(["deploy", "-o", "json"], { env: { TENTACULAR_CONFIG: `${at.dir}/none.yaml` } });
    expect(ran.exitCode).toBe(4);
    expect(errorOf(ran)).toMatchObject({ code: "IMAGE-NOT-SET", remedy: expect.stringContaining("tntc build") });
    await nothingThere();
  });

  test("an image that the registry does not have", async () => {
    await at.write(plain);
    const image = `${at.cluster.registry}/team/tentacular-engine:no-such-tag`;
    const ran = await at.tntc(["deploy", "-o", "json", "--image", image]);
    expect(ran.exitCode).toBe(4);
    expect(errorOf(ran)).toMatchObject({
      code: "IMAGE-UNPULLABLE",
      remedy: expect.stringContaining(`tntc build --tag ${image} --push --plain-http;`),
    });
    await nothingThere();
  });

  test("what cannot be the name of an image", async () => {
    await at.write(plain);
    const ran = await at.tntc(["deploy", "-o", "json", "--image", "not/a:valid:image"]);
    expect(errorOf(ran)).toMatchObject({
      code: "IMAGE-INVALID",
      message: expect.stringContaining("not/a:valid:image"),
    });
  });

  test("an image without a registry that no node has", async () => {
    await at.write(plain);
    // As `tntc build` names it, when it is not told to push.
    const image = "tentacular-engine:0.0.1";
    const ran = await at.tntc(["deploy", "-o", "json", "--image", image]);
    expect(ran.exitCode).toBe(4);
    expect(errorOf(ran)).toMatchObject({
      code: "IMAGE-UNPULLABLE",
      remedy: expect.stringContaining(`tntc build --tag REGISTRY/${image} --push`),
    });
    const settings = `${at.dir}/no-registry.yaml`;
    await at.write({ "no-registry.yaml": `image: ${image}\n` });
    const checked = await at.tntc(["cluster", "check"], { env: { TENTACULAR_CONFIG: settings } });
    expect(checked.stdout).toContain(`✗ The engine image "${image}" cannot be pulled`);
    expect(checked.exitCode).toBe(4);
    await at.write({ "no-registry.yaml": `image: acme/${image}\n` });
    const unchecked = await at.tntc(["cluster", "check"], { env: { TENTACULAR_CONFIG: settings } });
    expect(unchecked.stdout, "which a node takes for one of Docker Hub").toContain("Image not checked");
    await nothingThere();
  });

  test("a namespace that does not exist", async () => {
    await at.write(plain);
    const ran = await at.tntc(["deploy", "-o", "json", "-n", "no-such-namespace"]);
    expect(ran.exitCode).toBe(4);
    expect(errorOf(ran)).toMatchObject({
      code: "NAMESPACE-MISSING",
      remedy: expect.stringContaining("kubectl create namespace no-such-namespace"),
    });
  });

  test("a RuntimeClass that the cluster lacks", async () => {
    await at.write(plain);
    const ran = await at.tntc(["deploy", "-o", "json", "--runtime-class", "no-such-sandbox"]);
    expect(errorOf(ran)).toMatchObject({
      code: "RUNTIME-CLASS-MISSING",
      message: expect.stringContaining("no-such-sandbox"),
    });
    await nothingThere();
  });

  test("a RuntimeClass that the platform names and the cluster lacks", async () => {
    await at.write(plain);
    const env = await systemFacts(at, { version: packageVersion(), runtimeClass: "no-such-kata" });
    const ran = await at.tntc(["deploy", "-o", "json"], { env });
    expect(errorOf(ran)).toMatchObject({
      code: "RUNTIME-CLASS-MISSING",
      message: expect.stringContaining("no-such-kata"),
    });
    await nothingThere();
  });

  test("code whose secrets nobody has provided, naming them", async () => {
    const workflow = plain["workflow.yaml"]?.replace("dependencies: {}", mail) ?? "";
    await at.write({ ...plain, "workflow.yaml": workflow });
    const ran = await at.tntc(["deploy", "-o", "json"]);
    expect(ran.exitCode).toBe(4);
    expect(errorOf(ran)).toMatchObject({ code: "SECRET-MISSING", message: expect.stringContaining('"mail.token"') });
    await nothingThere();
  });

  test("a trigger that this version cannot serve, by name", async () => {
    const more = "triggers:\n  - { type: queue, name: orders, subject: orders.new }\n";
    await at.write(hello({ version: "1.0", greeting: "hi", more }));
    const ran = await at.tntc(["deploy", "-o", "json"]);
    expect(ran.exitCode).toBe(3);
    expect(errorOf(ran)).toMatchObject({ code: "TRIGGER-UNSERVED", message: expect.stringContaining('"orders"') });
    await nothingThere();
  });

  test("a cluster that does not answer", async () => {
    await at.write(plain);
    const server = { HELM_KUBEAPISERVER: "https://127.0.0.1:1" };
    const ran = await at.tntc(["deploy", "-o", "json"], { env: server });
    expect(ran.exitCode).toBe(7);
    expect(errorOf(ran)).toMatchObject({ code: "CLUSTER-UNREACHABLE" });
  });

  test("without Helm, in one sentence", async () => {
    await at.write(plain);
    const ran = await at.tntc(["deploy", "-o", "json"], { env: { HELM_BIN: "no-such-helm" } });
    expect(ran.exitCode).toBe(4);
    expect(errorOf(ran)).toMatchObject({ code: "HELM-MISSING" });
  });

  test("code that is too large for a release, naming the largest files", async () => {
    await at.write({ ...plain, "nodes/greet.ts": `// ${"x".repeat(140_000)}\nexport default () => ({});\n` });
    const ran = await at.tntc(["deploy", "-o", "json"]);
    expect(ran.exitCode).toBe(3);
    expect(errorOf(ran)).toMatchObject({ code: "CODE-TOO-LARGE", message: expect.stringContaining("nodes/greet.ts") });
  });

  test("to take over a Helm release that is not ours", async () => {
    const values = { apiVersion: "v1", kind: "Secret", metadata: { name: "sh.helm.release.v1.hello.v1" } };
    const labels = { owner: "helm", name: "hello", status: "deployed", version: "1" };
    await at.cluster.apply([{ ...values, metadata: { ...values.metadata, labels } }], at.namespace);
    await at.write(plain);
    const ran = await at.tntc(["deploy", "-o", "json"]);
    await at.cluster.kubectl("-n", at.namespace, "delete", "secret", "sh.helm.release.v1.hello.v1");
    expect(errorOf(ran)).toMatchObject({ code: "RELEASE-FOREIGN" });
  });

  test("to take over an object that is not Helm's, and says whose it is", async () => {
    const ports = [{ port: 1 }];
    await at.cluster.apply(
      [{ apiVersion: "v1", kind: "Service", metadata: { name: "hello" }, spec: { ports } }],
      at.namespace,
    );
    await at.write(plain);
    const ran = await at.tntc(["deploy", "-o", "json"]);
    await at.cluster.kubectl("-n", at.namespace, "delete", "service", "hello");
    expect(ran.exitCode).toBe(4);
    const message = `Service "hello" in namespace "${at.namespace}" exists already, and belongs to no Helm release`;
    expect(errorOf(ran)).toMatchObject({
      code: "HELM-OWNERSHIP",
      message: `Helm could not deploy "hello": ${message}`,
    });
    await nothingThere();
  });

  test("a system chart of another major version, and warns of another minor one", async () => {
    await at.write(plain);
    const env = await systemFacts(at, { version: "99.0.0" });
    const refused = await at.tntc(["deploy", "-o", "json"], { env });
    expect(refused.exitCode).toBe(4);
    expect(errorOf(refused)).toMatchObject({ code: "SYSTEM-MISFIT", remedy: expect.stringContaining("Use tntc 99.0") });
    const [major, minor] = packageVersion().split(".");
    await systemFacts(at, { version: `${major}.${Number(minor) + 1}.0` });
    const warned = await at.tntc(["deploy", "--dry-run"], { env });
    expect(warned.exitCode, warned.stderr).toBe(0);
    expect(warned.stderr).toMatch(/⚠ System chart .* are a minor version apart/);
    await at.cluster.kubectl("-n", at.namespace, "delete", "configmap", "tentacular-system");
  });

  test("a workflow without a contract, where the platform asks for one", async () => {
    const without = Object.fromEntries(
      Object.entries(plain).map(([path, text]) => [
        path,
        text.replace(/contract:\n {2}version: "1"\n {2}dependencies: .*\n/, ""),
      ]),
    );
    expect(without["workflow.yaml"]).not.toContain("contract");
    await at.write(without);
    const env = await systemFacts(at, { version: packageVersion(), requireContract: "true" });
    const refused = await at.tntc(["deploy", "-o", "json"], { env });
    expect(refused.exitCode).toBe(4);
    expect(errorOf(refused)).toMatchObject({ code: "CONTRACT-REQUIRED" });
    await at.write(plain);
    expect((await at.tntc(["deploy", "--dry-run"], { env })).exitCode).toBe(0);
    await at.cluster.kubectl("-n", at.namespace, "delete", "configmap", "tentacular-system");
  });

  test("a user who may not do it, naming what is missing and nothing that is not", async () => {
    await at.write(plain);
    const KUBECONFIG = await limitedUser(at, [{ apiGroups: [""], resources: ["secrets", "pods"], verbs: ["*"] }]);
    const ran = await at.tntc(["deploy", "-o", "json"], { env: { KUBECONFIG } });
    expect(ran.exitCode).toBe(4);
    const { code, message } = errorOf(ran);
    expect(code).toBe("PERMISSION-MISSING");
    expect(message).toContain("leases.coordination.k8s.io (get, create, update, delete)");
    expect(message).toContain("deployments.apps (get, create, patch, delete)");
    expect(message).not.toContain("secrets");
    expect(message).not.toContain("cronjobs");
  });
});
