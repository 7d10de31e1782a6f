import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { triggerCommand } from "../../src/cluster/run/trigger-command.ts";
import { rangeText } from "../../src/workflow/addresses/range-text.ts";
import { reserved } from "../../src/workflow/addresses/reserved.ts";
import { type Ground, ground } from "../deploy/ground.ts";
import { proxyValues } from "../module-proxy/proxy-values.ts";
import { acts } from "./attempts/acts.ts";
import type { Attempt } from "./attempts/attempt.ts";
import { greed } from "./attempts/greed.ts";
import { makers } from "./attempts/makers.ts";
import { otherAttempts } from "./attempts/other-attempts.ts";
import { patches } from "./attempts/patches.ts";
import { podAttempts } from "./attempts/pod-attempts.ts";
import { policyAttempts } from "./attempts/policy-attempts.ts";
import { rights, rightsIn } from "./attempts/rights.ts";
import { walledPod } from "./attempts/walled-pod.ts";
import { authorsWorkflow } from "./authors-workflow.ts";
import { type Person, person, personWith } from "./person.ts";
import { type SystemRelease, systemRelease } from "./system-release.ts";

/** What this platform closes besides what is not public anyway. */
const closed = "198.51.100.0/24";

let folder: string;
let at: Ground;
let system: SystemRelease;
let author: Person;
let viewer: Person;
let admin: Person;
/** May do everything in the namespace, of whatever kind. */
let owner: Person;

const personOf = (name: string) => person(at, { name, home: system.namespace, folder });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "charts-author-"));
  at = await ground();
  system = await systemRelease(at.cluster);
  [author, viewer, admin, owner] = await Promise.all([
    personOf("author"),
    personOf("viewer"),
    personOf("admin"),
    personOf("owner"),
  ]);
  const subject = (name: string) => [{ kind: "ServiceAccount", name, namespace: system.namespace }];
  const installed = await system.upgrade({
    global: { workflowNamespaces: [at.namespace] },
    moduleProxy: await proxyValues(at.cluster),
    rbac: { authors: subject("author"), viewers: subject("viewer"), admins: subject("admin"), authorsExec: true },
    policies: {
      enforce: true,
      requireContract: true,
      images: [at.image.replace(/:[^:]*$/, "")],
      allowedCIDRs: ["10.20.0.0/16"],
      closedCIDRs: [...reserved.map(rangeText), closed],
      openNamespaces: ["data"],
    },
  });
  expect(installed.exitCode, installed.stderr).toBe(0);
  const binding = ["create", "rolebinding", "owner", "--clusterrole=cluster-admin"];
  await at.cluster.kubectl(...binding, `--serviceaccount=${system.namespace}:owner`, "-n", at.namespace);
  // The API server takes up new policies within a second or two, each for itself.
  for (const { object, refusal } of [podAttempts(at.image)[0]!, policyAttempts("")[0]!, ...otherAttempts]) {
    const refused = async () => expect((await author.makes(object)).refusal).toMatch(refusal);
    await vi.waitFor(refused, { timeout: 30_000, interval: 200 });
  }
});

afterAll(async () => {
  await system?.[Symbol.asyncDispose]();
  await at?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** What an author tries depends on the cluster; how many things do not. */
const numbered = (attempts: { what: string }[]) => attempts.map(({ what }, index) => [what, index] as const);

describe("with policies.enforce, an author is refused", () => {
  const refused = async ({ object, refusal }: Attempt) => {
    expect((await author.makes(object)).refusal).toMatch(refusal);
  };

  test.each(numbered(policyAttempts("")))("a policy that opens %s", async (_, index) => {
    await refused(policyAttempts(system.namespace)[index]!);
  });

  test.each(numbered(podAttempts("")))("pods with %s", async (_, index) => {
    await refused(podAttempts(at.image)[index]!);
  });

  test.each(otherAttempts.map((each) => [each.what, each] as const))("%s", async (_, attempt) => refused(attempt));

  test.each(numbered(acts("")))("%s", async (_, index) => {
    const { request, refusal } = acts(at.namespace)[index]!;
    expect((await author.attempts(request)).refusal).toMatch(refusal);
  });

  test("all that the role does not name", async () => {
    const body = JSON.stringify({ spec: { namespace: at.namespace } });
    const path = "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews";
    expect(rightsIn((await author.attempts({ method: "POST", path, body, query: {} })).body)).toEqual(rights);
  });
});

describe("with policies.enforce, whoever may do everything in the namespace is refused", () => {
  const unsandboxed = () => makers(at.image, { pod: { runtimeClassName: null } });

  test.each(makers("", {}).map(({ kind }, index) => [kind, index] as const))(
    "a %s without a sandbox",
    async (_, index) => {
      expect((await owner.makes(makers(at.image, {})[index]!)).refusal).toBe("");
      expect((await owner.makes(unsandboxed()[index]!)).refusal).toMatch(/run under RuntimeClass "gvisor"/);
    },
  );

  test("the same by a controller that makes pods for somebody", async () => {
    const cluster = await personWith(at, at.cluster.kubeconfig, folder);
    const as = { "Impersonate-User": "system:serviceaccount:kube-system:replicaset-controller" };
    expect((await cluster.makes(unsandboxed()[0]!, as)).refusal).toMatch(/run under RuntimeClass "gvisor"/);
  });

  test.each(greed)("a pod that wants more %s than the quota and the limits allow", async (_, resources, refusal) => {
    expect((await owner.makes(makers(at.image, { container: { resources } })[0]!)).refusal).toMatch(refusal);
  });

  test("other labels, images and more containers for pods that run", async () => {
    const pod = { apiVersion: "v1", kind: "Pod", ...walledPod(at.image, {}) };
    await at.cluster.apply([{ ...pod, metadata: { ...pod.metadata, name: "still" } }], at.namespace);
    const patched = async (patch: object) => (await owner.patches({ kind: "Pod", name: "still" }, patch)).refusal;
    const labels = (more: object) => patched({ metadata: { labels: more } });
    expect(await labels({ "app.kubernetes.io/part-of": "mine" })).toMatch(/Only pods of workflows run/);
    expect(await labels({ "tentacular.dev/contract": "none" })).toMatch(/has to have a contract/);
    const containers = [{ name: "engine", image: "busybox" }];
    expect(await patched({ spec: { containers } })).toMatch(/Images of workflows/);
    const beside = { kind: "Pod", name: "still/ephemeralcontainers" };
    const ephemeralContainers = pod.spec.containers.map((each) => ({ ...each, name: "sly" }));
    expect((await owner.patches(beside, { spec: { ephemeralContainers } })).refusal).toMatch(/no ephemeral containers/);
    expect(await patched({ metadata: { annotations: { a: "b" } } })).toBe("");
    await at.cluster.kubectl("-n", at.namespace, "delete", "pod", "still", "--wait=false");
  });
});

describe("with policies.enforce, the same author", () => {
  /** With settings that know the system, which tells what else is closed. */
  const deploying = async (...args: string[]) => {
    await at.write({
      "author.yaml": `image: ${at.image}\nplain_http: true\nsystem_namespace: ${system.namespace}\n`,
    });
    return at.tntc(args, { env: { ...author.env, TENTACULAR_CONFIG: join(at.dir, "author.yaml") } });
  };
  const tntc = async (...args: string[]) => {
    const ran = await deploying(...args);
    expect(ran.exitCode, `${args.join(" ")}: ${ran.stderr}`).toBe(0);
    return ran.stdout;
  };

  test("deploys, runs, looks at and goes back with a workflow that uses a package", async () => {
    for (const [version, greeting] of [
      ["1.0", "one"],
      ["2.0", "two"],
    ] as const) {
      await at.write(authorsWorkflow({ version, greeting }));
      await tntc("deploy");
    }
    const ran = await tntc("run", "hello");
    expect(ran).toContain("two");
    expect(ran, "what the package made").toContain(String(2 * 24 * 60 * 60 * 1000));
    expect(await tntc("status", "hello")).toContain("hello");
    expect(await tntc("list")).toContain("hello");
    expect(await tntc("versions", "hello")).toContain("1.0");
    await tntc("logs", "hello");
    await tntc("rollback", "hello");
    expect(await tntc("run", "hello")).toContain("one");
  });

  test("has what the platform closes left out of the public addresses of the contract", async () => {
    const { stdout } = await author.kubectl(["get", "networkpolicy", "hello-netpol", "-o", "json"]);
    const excepted = expect.objectContaining({ except: expect.arrayContaining([closed]) });
    const { egress } = JSON.parse(stdout).spec;
    expect(egress).toContainEqual(expect.objectContaining({ to: expect.arrayContaining([{ ipBlock: excepted }]) }));
  });

  test("is told before anything changes that a declared range is closed", async () => {
    await at.write(authorsWorkflow({ version: "3.0", greeting: "three", api: ", cidrs: [198.51.100.7/32]" }));
    const { stderr, exitCode } = await deploying("deploy", "--dry-run");
    expect(exitCode, stderr).toBe(4);
    expect(stderr).toContain('keeps "198.51.100.7/32" closed to workflows');
    expect(stderr).toContain("allowed are 10.20.0.0/16");
    expect(stderr).toContain(`closed    ${closed} (the platform: policies.closedCIDRs)`);
  });

  test("is told before anything changes that the platform demands a sandbox", async () => {
    await at.write(hello({ version: "3.0", greeting: "three" }));
    const { stderr, exitCode } = await deploying("deploy", "--dry-run", "--runtime-class=");
    expect(exitCode, stderr).toBe(4);
    expect(stderr).toContain("(RUNTIME-CLASS-REFUSED)");
  });

  test.each(patches)("is refused to give what is deployed %s", async (_, what, patch, refusal) => {
    expect((await author.patches(what, patch)).refusal).toMatch(refusal);
  });

  test("may exec the engine's trigger client, as tntc run does where the proxy is closed, but no shell", async () => {
    const newest = ["get", "pods", "-l", "tentacular.dev/role=engine", "--sort-by=.metadata.creationTimestamp"];
    const pod = (await author.kubectl([...newest, "-o", "name"])).stdout.trim().split("\n").at(-1)!;
    const shell = await author.kubectl(["exec", pod, "--", "deno", "eval", "console.log(1)"]);
    expect(shell.stderr).toMatch(/Only the engine's own trigger client/);
    const attached = await author.kubectl(["debug", pod, "--image=busybox", "--target=engine"]);
    expect(attached.exitCode).toBe(1);
    const client = triggerCommand({ runId: "by-exec", timeoutMs: 20_000 });
    const { stdout, stderr } = await author.kubectl(["exec", "-i", pod, "-c", "engine", "--", ...client], "{}");
    expect(stdout, stderr).toContain("one");
  });

  test("declares private addresses and other namespaces that the platform allows, and public addresses", async () => {
    const to = ["10.20.3.0/24", "203.0.113.10/32"].map((cidr) => ({ ipBlock: { cidr } }));
    const namespaceSelector = { matchLabels: { "kubernetes.io/metadata.name": "data" } };
    const pods = { namespaceSelector, podSelector: { matchLabels: { app: "pg" } } };
    const egress = [{ to: [...to, pods], ports: [{ port: 5432 }] }];
    expect((await author.patches({ kind: "NetworkPolicy", name: "hello-netpol" }, { spec: { egress } })).refusal).toBe(
      "",
    );
  });

  test("removes it all again", async () => {
    await tntc("undeploy", "hello", "--yes");
  });
});

test("a viewer looks, and changes nothing", async () => {
  expect((await viewer.kubectl(["get", "deployments,pods,networkpolicies,resourcequotas"])).exitCode).toBe(0);
  for (const line of ["get secrets", "delete pods", "create configmaps", "create pods/exec", "create services/proxy"]) {
    const { stdout } = await viewer.kubectl(["auth", "can-i", ...line.split(" ")]);
    expect(stdout, line).toBe("no\n");
  }
});

test("an author sees the namespace of the workflows, and no other", async () => {
  const seen = await author.kubectl(["get", "namespace", at.namespace]);
  expect(seen.exitCode, seen.stderr).toBe(0);
  for (const other of ["kube-system", system.namespace]) {
    expect((await author.kubectl(["get", "namespace", other])).stderr).toMatch(/forbidden/);
  }
});

test("an admin changes the policies of this release, and those of nobody else", async () => {
  const may = async (verb: string, what: string) => (await admin.kubectl(["auth", "can-i", verb, what])).stdout.trim();
  expect(await may("update", `validatingadmissionpolicies/${system.name}-pods`)).toBe("yes");
  expect(await may("delete", "runtimeclasses/gvisor")).toBe("yes");
  for (const other of [
    "validatingadmissionpolicies/other",
    "validatingadmissionpolicybindings",
    "runtimeclasses/other",
  ])
    expect(await may("delete", other), other).toBe("no");
});

test("an admin, who may change the policies, is not bound by them", async () => {
  const [open] = policyAttempts("");
  expect((await admin.makes(open!.object)).refusal).toBe("");
});
