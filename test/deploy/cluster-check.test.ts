import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packageVersion } from "../../src/package-version.ts";
import { denoPod } from "../cluster/deno-pod.ts";
import { expectClusterGolden } from "./cluster-golden.ts";
import { type Ground, ground } from "./ground.ts";
import { hello } from "./hello.ts";
import { limitedUser } from "./limited-user.ts";
import { systemFacts } from "./system-facts.ts";

let at: Ground;
let settings: Record<string, string>;

beforeAll(async () => {
  at = await ground({ runtimeClass: "gvisor" });
  settings = await systemFacts(at, { version: packageVersion() });
});
afterAll(() => at[Symbol.asyncDispose]());

function check(args: string[] = [], env: Record<string, string> = {}) {
  return at.tntc(["cluster", "check", ...args], { env });
}

/** Adds objects to the test's own namespace until it is disposed of. */
async function having(...objects: { kind: string; metadata: { name: string } }[]): Promise<AsyncDisposable> {
  await at.cluster.apply(objects, at.namespace);
  const names = objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
  return {
    [Symbol.asyncDispose]: async () => {
      await at.cluster.kubectl("-n", at.namespace, "delete", "--now", "--ignore-not-found", ...names);
    },
  };
}

const service = (targetPort: number, selector: Record<string, string>) => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "esm-sh" },
  spec: { selector, ports: [{ port: 8080, targetPort }] },
});

const proxyAt = (port: number) => ({
  version: packageVersion(),
  moduleProxy: `http://esm-sh.${at.namespace}.svc.cluster.local:${port}`,
});

describe("cluster check says what is wrong, and what mends it", () => {
  test("without a system chart a cluster is ready, and what is not there is said", async () => {
    expectClusterGolden("check-plain", await check(), at);
  });

  test("an API server that does not answer", async () => {
    const env = { HELM_KUBEAPISERVER: "https://127.0.0.1:1" };
    expectClusterGolden("check-unreachable", await check([], env), at);
    expectClusterGolden("check-unreachable-json", await check(["-o", "json"], env), at);
  });

  test("no such namespace", async () => {
    expectClusterGolden("check-namespace-missing", await check(["-n", "no-such-namespace"]), at);
  });

  test("no permission", async () => {
    const KUBECONFIG = await limitedUser(at, [{ apiGroups: [""], resources: ["configmaps"], verbs: ["get", "list"] }]);
    expectClusterGolden("check-forbidden", await check(["--probe"], { KUBECONFIG }), at);
    expectClusterGolden("check-forbidden-json", await check(["-o", "json"], { KUBECONFIG }), at);
  });

  test("no such RuntimeClass", async () => {
    const config = `${at.dir}/sandbox.yaml`;
    await at.write({
      "sandbox.yaml": `image: ${at.image}\nplain_http: true\nsystem_namespace: no-such-system\nruntime_class: no-such-sandbox\n`,
    });
    expectClusterGolden("check-no-runtime-class", await check([], { TENTACULAR_CONFIG: config }), at);
  });

  test("a system chart of another version", async () => {
    await systemFacts(at, { version: "99.0.0" });
    expectClusterGolden("check-version-skew", await check([], settings), at);
  });

  test("a module proxy that is down", async () => {
    await systemFacts(at, proxyAt(8080));
    await using _ = await having(service(8080, { app: "nobody" }));
    expectClusterGolden("check-proxy-down", await check([], settings), at);
  });

  test("a module proxy at another port than is said", async () => {
    await systemFacts(at, proxyAt(8081));
    await using _ = await having(service(8080, { app: "nobody" }));
    expectClusterGolden("check-wrong-port", await check([], settings), at);
  });

  test("a module proxy that listens on another port than its Service says", async () => {
    await systemFacts(at, proxyAt(8080));
    const listener = "Deno.serve({ port: 8090 }, () => new Response('ok'))";
    const command = ["deno", "eval", "--no-lock", listener];
    const pod = denoPod(at.image, "elsewhere", "", {
      container: { command, args: [] },
      labels: { "app.kubernetes.io/name": "esm-sh" },
    });
    await using _ = await having(service(8080, { app: "elsewhere" }));
    await using __ = await having({ kind: "Pod", metadata: { name: "elsewhere" }, ...pod });
    await at.cluster.kubectl("-n", at.namespace, "wait", "--for=condition=Ready", "pod/elsewhere", "--timeout=60s");
    expectClusterGolden("check-port-unused", await check([], settings), at);
  });

  test("a quota that is full", async () => {
    const quota = {
      apiVersion: "v1",
      kind: "ResourceQuota",
      metadata: { name: "full" },
      spec: { hard: { pods: "0" } },
    };
    await using _ = await having(quota);
    await at.cluster.kubectl("-n", at.namespace, "wait", "--for=jsonpath={.status.hard.pods}=0", "resourcequota/full");
    expectClusterGolden("check-quota-full", await check(["--probe"]), at);
  });

  test("an engine image that nobody has, and a secret that is missing", async () => {
    await using other = await ground({ runtimeClass: "gvisor" });
    const dependency =
      "mail: { protocol: https, host: mail.example.com, auth: { type: bearer-token, secret: mail.token } }";
    const files = hello({ version: "1.0", greeting: "hi" });
    const workflow = files["workflow.yaml"]?.replace("dependencies: {}", `dependencies:\n    ${dependency}`) ?? "";
    const image = `${at.cluster.registry}/tentacular-engine:no-such-tag`;
    await other.write({
      ...files,
      "workflow.yaml": workflow,
      "settings.yaml": `image: ${image}\nplain_http: true\nsystem_namespace: no-such-system\n`,
    });
    expectClusterGolden("check-image-and-secret", await other.tntc(["cluster", "check"]), other);
  });

  test("without Helm", async () => {
    const ran = await check([], { HELM_BIN: "no-such-helm" });
    expect(ran.exitCode).toBe(4);
    expect(ran.stdout).toContain('✗ Helm is missing: there is no program "no-such-helm"');
  });
});
