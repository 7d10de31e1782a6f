import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { triggerCommand } from "../../src/cluster/run/trigger-command.ts";
import { type Ground, ground } from "../deploy/ground.ts";
import { hello } from "../deploy/hello.ts";
import { acts } from "./attempts/acts.ts";
import type { Attempt } from "./attempts/attempt.ts";
import { endings } from "./attempts/endings.ts";
import { greed } from "./attempts/greed.ts";
import { makers } from "./attempts/makers.ts";
import { otherAttempts } from "./attempts/other-attempts.ts";
import { patches } from "./attempts/patches.ts";
import { podAttempts } from "./attempts/pod-attempts.ts";
import { podPatches } from "./attempts/pod-patches.ts";
import { policyAttempts } from "./attempts/policy-attempts.ts";
import { rights, rightsOf } from "./attempts/rights.ts";
import { walledPod } from "./attempts/walled-pod.ts";
import { authorsWorkflow } from "./authors-workflow.ts";
import { type EnforcedPlatform, enforcedPlatform } from "./enforced-platform.ts";
import { newestPod } from "./newest-pod.ts";
import { type Person, personWith } from "./person.ts";
import { type SystemRelease, systemRelease } from "./system-release.ts";
import { unselectedPod } from "./unselected-pod.ts";

let folder: string;
let at: Ground;
let system: SystemRelease;
let author: Person;
let viewer: Person;
let admin: Person;
let owner: Person;
let platform: EnforcedPlatform;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "charts-author-"));
  at = await ground();
  system = await systemRelease(at.cluster);
  platform = await enforcedPlatform(at, system, folder);
  ({ author, viewer, admin, owner } = platform);
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
    expect(await rightsOf(author, at.namespace)).toEqual(rights);
  });
});

describe("with policies.enforce, whoever may do everything in the namespace is refused", () => {
  const finalizers = ["example.com/never"];
  const unsandboxed = () => makers(at.image, { pod: { runtimeClassName: null } });

  test.each(makers("", {}).map(({ kind }, index) => [kind, index] as const))(
    "a %s without a sandbox or with a finalizer",
    async (_, index) => {
      expect((await owner.makes(makers(at.image, {})[index]!)).refusal).toBe("");
      expect((await owner.makes(unsandboxed()[index]!)).refusal).toMatch(/run under RuntimeClass "gvisor"/);
      expect((await owner.makes(makers(at.image, { finalizers })[index]!)).refusal).toMatch(/no finalizers/);
    },
  );

  test("the same sandbox by a controller that makes pods for somebody, which has finalizers of its own", async () => {
    const cluster = await personWith(at, at.cluster.kubeconfig, folder);
    const as = { "Impersonate-User": "system:serviceaccount:kube-system:job-controller" };
    expect((await cluster.makes(unsandboxed()[0]!, as)).refusal).toMatch(/run under RuntimeClass "gvisor"/);
    expect((await cluster.makes(makers(at.image, { finalizers })[0]!, as)).refusal).toBe("");
  });

  test.each(greed)("a pod that wants more %s than the quota and the limits allow", async (_, resources, refusal) => {
    expect((await owner.makes(makers(at.image, { container: { resources } })[0]!)).refusal).toMatch(refusal);
  });

  test("other labels, images and more containers for pods that run", async () => {
    const pod = { apiVersion: "v1", kind: "Pod", ...walledPod(at.image, {}) };
    await at.cluster.apply([{ ...pod, metadata: { ...pod.metadata, name: "still" } }], at.namespace);
    const patched = async (patch: object) => (await owner.patches({ kind: "Pod", name: "still" }, patch)).refusal;
    for (const [patch, refusal] of podPatches) expect(await patched(patch)).toMatch(refusal);
    const beside = { kind: "Pod", name: "still/ephemeralcontainers" };
    const ephemeralContainers = pod.spec.containers.map((each) => ({ ...each, name: "sly" }));
    expect((await owner.patches(beside, { spec: { ephemeralContainers } })).refusal).toMatch(/no ephemeral containers/);
    expect(await patched({ metadata: { annotations: { a: "b" } } })).toBe("");
    await at.cluster.kubectl("-n", at.namespace, "delete", "pod", "still", "--wait=false");
  });
});

describe("with policies.enforce, the same author", () => {
  const tntc = async (...args: string[]) => {
    const ran = await platform.tntc(args);
    expect(ran.exitCode, `${args.join(" ")}: ${ran.stderr}`).toBe(0);
    return ran.stdout;
  };
  test("deploys, runs, looks at and goes back with a workflow that uses a package", async () => {
    for (const [version, greeting] of Object.entries({ "1.0": "one", "2.0": "two" })) {
      await at.write(authorsWorkflow({ version, greeting }));
      if (greeting === "one") await tntc("contract", "lock");
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
    await owner.kubectl(["create", "job", "tick", "--from=cronjob/hello-cron"]);
    expect(await tntc("run", "hello")).toContain("one");
  });

  test("has what the platform closes left out of the public addresses of the contract", async () => {
    const { stdout } = await author.kubectl(["get", "networkpolicy", "hello-netpol", "-o", "json"]);
    const excepted = expect.objectContaining({ except: expect.arrayContaining([platform.closed]) });
    const { egress } = JSON.parse(stdout).spec;
    expect(egress).toContainEqual(expect.objectContaining({ to: expect.arrayContaining([{ ipBlock: excepted }]) }));
  });

  test("is told before anything changes that a declared range and a declared namespace are closed", async () => {
    const others = ["vault", "kube-system"]
      .map((where) => `${where}: { protocol: http, host: pg.${where}.svc, podPort: 80, podSelector: { app: pg } }`)
      .map((line) => `, ${line}`)
      .join("");
    await at.write(authorsWorkflow({ version: "3.0", greeting: "three", api: ", cidrs: [198.51.100.7/32]", others }));
    const { stderr, exitCode } = await platform.tntc(["deploy", "--dry-run"]);
    expect(exitCode, stderr).toBe(4);
    expect(stderr).toContain('keeps "198.51.100.7/32" closed to workflows');
    expect(stderr).toContain("allowed are 10.20.0.0/16");
    expect(stderr).toContain('keeps namespace "vault" closed to workflows (contract.dependencies.vault)');
    expect(stderr).toContain('keeps its namespace "kube-system" closed to workflows');
    expect(stderr).toContain(`closed    ${platform.closed} (the platform: policies.closedCIDRs)`);
  });

  test("is told before anything changes that the platform demands a sandbox", async () => {
    await at.write(hello({ version: "3.0", greeting: "three" }));
    const { stderr, exitCode } = await platform.tntc(["deploy", "--dry-run", "--runtime-class="]);
    expect(exitCode, stderr).toBe(4);
    expect(stderr).toContain("(RUNTIME-CLASS-REFUSED)");
  });

  test.each(patches)("is refused to give what is deployed %s", async (_, what, patch, refusal) => {
    expect((await author.patches(what, patch)).refusal).toMatch(refusal);
  });

  test.each(["author", "owner"] as const)("is refused ten years for a pod to end in, as %s", async (who) => {
    const pod = { namespace: at.namespace, name: await newestPod(author) };
    const ended = async (seconds: number) =>
      (await { author, owner }[who].attempts(endings(pod, seconds)[who])).refusal;
    expect(await ended(315_360_000)).toMatch(/end within 600 seconds, whoever deletes them/);
    expect(await ended(60)).toBe("");
  });

  test("may exec the engine's trigger client, as tntc run does where the proxy is closed, but no shell", async () => {
    const pod = await newestPod(author);
    const shell = await author.kubectl(["exec", pod, "--", "deno", "eval", "console.log(1)"]);
    expect(shell.stderr).toMatch(/Only the engine's own trigger client/);
    expect((await author.kubectl(["debug", pod, "--image=busybox", "--target=engine"])).exitCode).toBe(1);
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

  test("has ticks that run to their end", async () => {
    const ended = await owner.kubectl(["wait", "job/tick", "--for=condition=complete", "--timeout=60s"]);
    expect(ended.exitCode, ended.stderr).toBe(0);
  });

  test("removes it all again", async () => {
    await tntc("undeploy", "hello", "--yes");
  });
});

test("the quota counts each kind of object that an author may make", async () => {
  const made = Object.entries(rights).filter(([kind, verbs]) => !kind.includes("/") && verbs.includes("create"));
  const counted = made.map(([kind]) => [`count/${kind}`, expect.stringMatching(/^\d+$/)]);
  const { stdout } = await author.kubectl(["get", "resourcequota", "tentacular-quota", "-o", "json"]);
  expect(JSON.parse(stdout).status.used).toMatchObject(Object.fromEntries(counted));
});

test("a viewer looks, and changes nothing", async () => {
  expect((await viewer.kubectl(["get", "deployments,pods,networkpolicies,resourcequotas"])).exitCode).toBe(0);
  const closed = ["get secrets", "delete pods", "create configmaps", "create pods/exec", "create services/proxy"];
  for (const what of closed) expect(await viewer.may(what), what).toBe(false);
});

test("an author sees the namespace of the workflows, and no other", async () => {
  const seen = await author.kubectl(["get", "namespace", at.namespace]);
  expect(seen.exitCode, seen.stderr).toBe(0);
  for (const other of ["kube-system", system.namespace]) {
    expect((await author.kubectl(["get", "namespace", other])).stderr).toMatch(/forbidden/);
  }
});

test("an admin changes the policies of this release, and those of nobody else", async () => {
  expect(await admin.may(`update validatingadmissionpolicies/${system.name}-pods`)).toBe(true);
  expect(await admin.may("delete runtimeclasses/gvisor")).toBe(true);
  const others = ["validatingadmissionpolicies/other", "validatingadmissionpolicybindings", "runtimeclasses/other"];
  for (const other of others) expect(await admin.may(`delete ${other}`), other).toBe(false);
});

test("an admin, who may change the policies, is not bound by them", async () => {
  expect((await admin.makes(policyAttempts("")[0]!.object)).refusal).toBe("");
});

test("pods of the author's own that no policy of a workflow selects are cut off, both ways, by the default deny", async () => {
  const pod = await unselectedPod(at, author, system.namespace);
  const ways = (open: boolean) => ({ toTheInternet: open, toTheModuleProxy: open, fromBesideTheCluster: open });
  const { stdout } = await author.kubectl(["get", "networkpolicies", "-o", "name"]);
  expect(stdout).toBe("networkpolicy.networking.k8s.io/tentacular-default-deny\n");
  await expect.poll(pod.ways, { timeout: 20_000 }).toEqual(ways(false));
  expect((await admin.kubectl(["delete", "networkpolicy", "tentacular-default-deny"])).exitCode).toBe(0);
  await expect.poll(pod.ways, { timeout: 20_000 }).toEqual(ways(true));
});
