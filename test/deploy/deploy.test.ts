import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Kube } from "../../src/cluster/api/kube.ts";
import { withLease } from "../../src/cluster/lease/lease.ts";
import { progressOn } from "../../src/output/progress.ts";
import { expectGolden } from "../cli/golden.ts";
import type { Ran } from "../cli/tntc.ts";
import { expectClusterGolden } from "./cluster-golden.ts";
import { type Ground, ground } from "./ground.ts";
import { broken, hello } from "./hello.ts";
import { settledFailure } from "./settled-failure.ts";

/** In the sandbox, as workflows usually are. */
let boxed: Ground;
let at: Ground;
let elsewhere: Ground;
/** An image that nobody can pull is given up after 45 s, so the other tests go on meanwhile. */
let unpulled: Promise<Ran>;

beforeAll(async () => {
  [boxed, at, elsewhere] = await Promise.all([ground({ runtimeClass: "gvisor" }), ground(), ground()]);
  await elsewhere.write(hello({ version: "1.0", greeting: "hi", name: "pictured" }));
  const image = ["--image", "registry.invalid.example/engine:1"];
  unpulled = elsewhere.tntc(["deploy", "-o", "json", ...image, "--timeout", "90s"]);
});
afterAll(() => Promise.all([boxed, at, elsewhere].map((each) => each?.[Symbol.asyncDispose]())));

const kubectl = (...args: string[]) => at.cluster.kubectl("-n", at.namespace, ...args);

/** What differs from cluster to cluster and from pod to pod. */
function anonymous(text: string): string {
  return text
    .replaceAll(boxed.namespace, "<namespace>")
    .replaceAll(boxed.cluster.context, "<context>")
    .replaceAll(boxed.image, "<image>")
    .replaceAll(/sha256:[0-9a-f]+/g, "sha256:<hex>")
    .replaceAll(/^ {2}Rollout: .*\n/gm, "")
    .replaceAll(/in \d+\.\d s$/gm, "in <seconds>");
}

describe("deploy", () => {
  const kubectl = (...args: string[]) => boxed.cluster.kubectl("-n", boxed.namespace, ...args);

  test("shows the plan, what it checked and what it did", async () => {
    await boxed.write(hello({ version: "1.0", greeting: "hi" }));
    const ran = await boxed.tntc(["deploy"]);
    expectGolden("deploy/first", anonymous(`${ran.stderr}---\n${ran.stdout}`));
    expect(ran.exitCode).toBe(0);
  });

  test("changes nothing with --dry-run", async () => {
    const before = await kubectl("get", "all,secrets,configmaps", "-o", "name");
    const ran = await boxed.tntc(["deploy", "--dry-run"]);
    expectGolden("deploy/dry-run", anonymous(`${ran.stderr}---\n${ran.stdout}`));
    expect(await kubectl("get", "all,secrets,configmaps", "-o", "name")).toBe(before);
  });

  test("gives programs the release as data, and leaves the pods alone when nothing has changed", async () => {
    const before = await kubectl("get", "pods", "-o", "name");
    const ran = await boxed.tntc(["deploy", "-o", "json"]);
    expectClusterGolden("deploy-json", ran, boxed);
    expect(JSON.parse(ran.stdout).result).toMatchObject({
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      image: expect.stringMatching(/tentacular-engine:[0-9a-f]{16}@sha256:[0-9a-f]{64}$/),
      revision: 2,
      sameAs: 1,
    });
    expect(await kubectl("get", "pods", "-o", "name")).toBe(before);
  });

  test("writes down what was deployed where lists find it", async () => {
    const said = await kubectl("get", "secret", "sh.helm.release.v1.hello.v2", "-o", "json");
    const { labels } = JSON.parse(said).metadata;
    expect(labels).toMatchObject({
      "tentacular.io/workflow": "hello",
      "tentacular.io/version": "1.0",
      "tentacular.io/code": expect.stringMatching(/^[0-9a-f]{12}$/),
      "tentacular.io/rollout": "settled",
    });
  });
});

// One story from here on: each begins with what the one before has left.

describe("of two deploys at the same time", () => {
  test("one wins, and the other says who holds it", async () => {
    await at.write(hello({ version: "1.0", greeting: "hi" }));
    const both = await Promise.all([at.tntc(["deploy", "-o", "json"]), at.tntc(["deploy", "-o", "json"])]);
    const codes = both.map(({ exitCode }) => exitCode).sort();
    expect(codes).toEqual([0, 5]);
    const loser = both.find(({ exitCode }) => exitCode === 5);
    expect(JSON.parse(loser?.stdout ?? "").result.error).toMatchObject({
      code: "LEASE-HELD",
      result: { holder: expect.stringMatching(/@/) },
    });
    expect(await kubectl("get", "lease", "-o", "name")).toBe("");
  });
});

describe("the next deploy", () => {
  test("sets back, aloud, what somebody has changed by hand; other code under the same version is worth a hint", async () => {
    const spoiled = { replicas: 2, strategy: { type: "Recreate", rollingUpdate: null } };
    await kubectl("patch", "deployment", "hello", "--type=merge", "-p", JSON.stringify({ spec: spoiled }));
    await at.write(hello({ version: "1.0", greeting: "ho" }));
    const ran = await at.tntc(["deploy"]);
    const aloud = /^ +⚠ Changes by hand are set back: \.spec\.[^"]* of Deployment "hello" \(kubectl-patch\)\n/m;
    expect(ran.stderr).toMatch(aloud);
    expectClusterGolden("deploy-same-version", { ...ran, stderr: ran.stderr.replace(aloud, "") }, at);
    const { spec } = JSON.parse(await kubectl("get", "deployments", "hello", "-o", "json"));
    const strategy = { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } };
    expect(spec).toMatchObject({ replicas: 1, strategy });
  });

  test("shows events, log and the way back when its pods crash", async () => {
    await at.write(broken("2.0"));
    const ran = await at.tntc(["deploy"]);
    expect(ran.stderr).toMatch(/ {2}Events:\n {4}[·⚠] /);
    expectClusterGolden("deploy-failed", settledFailure(ran), at);
    expectClusterGolden("deploy-failed-json", settledFailure(await at.tntc(["deploy", "-o", "json"])), at);
  });

  test("tells at once all things that are in the way", async () => {
    await at.write(hello({ version: "1.0", greeting: "hi" }));
    const env = { TENTACULAR_CONFIG: `${at.dir}/none.yaml` };
    const nowhere = ["deploy", "--runtime-class", "no-such-sandbox", "-n", "no-such-namespace"];
    expectClusterGolden("deploy-preflight", await at.tntc(nowhere, { env }), at);
    expectClusterGolden("deploy-preflight-json", await at.tntc([...nowhere, "-o", "json"], { env }), at);
  });
});

describe("while somebody deploys", () => {
  test("deploy, rollback and undeploy are refused with who it is, and nothing has changed", async () => {
    const kube = await Kube.connect({ kubeconfig: at.cluster.kubeconfig, namespace: at.namespace });
    const owner = { workflow: "hello", action: "deploy", progress: progressOn({ write: () => true }) } as const;
    const refused = async (name: string, ...line: string[]) =>
      expectClusterGolden(name, ofSomebody(await at.tntc(line)), at);
    await withLease(kube, owner, () =>
      Promise.all([
        refused("deploy-held", "deploy"),
        refused("deploy-held-json", "deploy", "-o", "json"),
        refused("undeploy-held", "undeploy", "hello", "--yes", "-o", "json"),
        refused("rollback-held", "rollback", "hello", "-o", "json"),
      ]),
    );
    const { stdout } = await at.tntc(["status", "hello", "-o", "json"]);
    expect(JSON.parse(stdout).result).toMatchObject({ revision: 7, version: "1.0", status: "ready" });
  });

  const ofSomebody = ({ stdout, stderr, exitCode }: Ran): Ran => ({
    exitCode,
    stdout: stdout.replaceAll(/[\w.-]+@[\w.-]+/g, "<holder>"),
    stderr: stderr.replace(/^ {2}Somebody is changing .*\n/m, "").replaceAll(/[\w.-]+@[\w.-]+/g, "<holder>"),
  });
});

describe("an image that only the nodes can look for", () => {
  test("is given up when it is not there", async () => {
    const ran = await unpulled;
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toContain("⚠ Image not checked: registry.invalid.example cannot be reached from here");
    expect(ran.stderr, "what was not checked is not claimed").toMatch(/✓ Preflight: .*, secrets\n/);
    const { code, message } = JSON.parse(ran.stdout).result.error;
    expect(code).toBe("ROLLOUT-FAILED");
    expect(message).toMatch(/ImagePull|ErrImagePull/);
  });

  test("leaves nothing behind when that deploy was the first", async () => {
    const kubectl = (...args: string[]) => elsewhere.cluster.kubectl("-n", elsewhere.namespace, ...args);
    expect(JSON.parse((await unpulled).stdout).result.error.result.undone).toContain("no earlier revision worked");
    const kinds = "deployments,services,configmaps,serviceaccounts,secrets,leases";
    expect(await kubectl("get", kinds, "-l", "app.kubernetes.io/name=pictured", "-o", "name")).toBe("");
    expect(await kubectl("get", "secrets", "-l", "name=pictured", "-o", "name")).toBe("");
  });
});
