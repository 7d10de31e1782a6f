import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { triggerCommand } from "../../src/cluster/run/trigger-command.ts";
import { run } from "../cli/tntc.ts";
import { kubectlBinary } from "../cluster/helm-binary.ts";
import { type Ground, ground } from "../deploy/ground.ts";
import { hello } from "../deploy/hello.ts";
import type { Attempt } from "./attempts/attempt.ts";
import { otherAttempts } from "./attempts/other-attempts.ts";
import { podAttempts } from "./attempts/pod-attempts.ts";
import { policyAttempts } from "./attempts/policy-attempts.ts";
import { walledPod } from "./attempts/walled-pod.ts";
import { type SystemRelease, systemRelease } from "./system-release.ts";
import { newUser } from "./user.ts";

/** Somebody of the cluster, with kubectl in the namespace of workflows. */
type Person = { env: { KUBECONFIG: string }; kubectl(args: string[], input?: object): ReturnType<typeof run> };

let folder: string;
let at: Ground;
let system: SystemRelease;
let author: Person;
let viewer: Person;
let admin: Person;

async function person(name: string): Promise<Person> {
  const file = join(folder, `${name}.json`);
  await newUser(at.cluster, { kind: "ServiceAccount", name, namespace: system.namespace }, file);
  const env = { KUBECONFIG: file, KUBECACHEDIR: join(folder, "cache") };
  const program = await kubectlBinary();
  return {
    env,
    kubectl: (args, input) =>
      run([program, "-n", at.namespace, ...args], { env, ...(input ? { input: JSON.stringify(input) } : {}) }),
  };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "charts-author-"));
  at = await ground();
  system = await systemRelease(at.cluster);
  [author, viewer, admin] = [await person("author"), await person("viewer"), await person("admin")];
  const subject = (name: string) => [{ kind: "ServiceAccount", name, namespace: system.namespace }];
  const installed = await system.upgrade({
    global: { workflowNamespaces: [at.namespace] },
    moduleProxy: { enabled: false },
    rbac: { authors: subject("author"), viewers: subject("viewer"), admins: subject("admin"), authorsExec: true },
    policies: {
      enforce: true,
      requireContract: true,
      images: [at.image.replace(/:[^:]*$/, "")],
      allowedCIDRs: ["10.20.0.0/16"],
    },
  });
  expect(installed.exitCode, installed.stderr).toBe(0);
  // The API server takes up new policies within a second or two.
  const [open] = policyAttempts("");
  const tried = () => author.kubectl(["create", "--dry-run=server", "-f", "-"], open!.object);
  await vi.waitFor(async () => expect((await tried()).stderr).toMatch(open!.refusal), {
    timeout: 30_000,
    interval: 500,
  });
});

afterAll(async () => {
  await system?.[Symbol.asyncDispose]();
  await at?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** What an author tries depends on the cluster; how many things do not. */
const numbered = (attempts: Attempt[]) => attempts.map(({ what }, index) => [what, index] as const);

describe("with policies.enforce, an author is refused", () => {
  const refused = async ({ object, refusal }: Attempt) => {
    const { stderr, exitCode } = await author.kubectl(["create", "-f", "-"], object);
    expect({ stderr, exitCode }).toMatchObject({ stderr: expect.stringMatching(refusal), exitCode: 1 });
  };

  test.each(numbered(policyAttempts("")))("a policy that opens %s", async (_, index) => {
    await refused(policyAttempts(system.namespace)[index]!);
  });

  test.each(numbered(podAttempts("")))("pods with %s", async (_, index) => {
    await refused(podAttempts(at.image)[index]!);
  });

  test.each(otherAttempts.map((each) => [each.what, each] as const))("%s", async (_, attempt) => refused(attempt));

  const forbidden = /is forbidden|cannot|Forbidden/;
  test.each([
    ["the end of the default deny", "delete networkpolicy tentacular-default-deny", /Policies of the platform/],
    [
      "another name on the default deny",
      "label networkpolicy tentacular-default-deny app.kubernetes.io/part-of=tentacular --overwrite",
      /Policies of the platform/,
    ],
    ["the end of the quota", "delete resourcequota tentacular-quota", forbidden],
    ["more than the quota", 'patch resourcequota tentacular-quota -p {"spec":{"hard":{"pods":"9999"}}}', forbidden],
    ["the end of the limits", "delete limitrange tentacular-limits", forbidden],
    ["a pod of one's own making", "run sly --image=busybox", forbidden],
    ["a job of one's own making", "create job sly --image=busybox", forbidden],
    ["secrets of another namespace", "-n kube-system get secrets", forbidden],
    ["secrets of every namespace", "get secrets --all-namespaces", forbidden],
    ["a token of a service account", "create token default", forbidden],
    ["a role of one's own", "create role sly --verb=* --resource=*", forbidden],
    ["a role for somebody else", "create rolebinding sly --clusterrole=cluster-admin --user=sly", forbidden],
    [
      "another level of pod security",
      "label namespace default pod-security.kubernetes.io/enforce=privileged --overwrite",
      forbidden,
    ],
    ["somebody else's name", "get pods --as=system:admin", forbidden],
    ["the end of the admission policies", "delete validatingadmissionpolicy --all", forbidden],
    ["the end of their bindings", "delete validatingadmissionpolicybinding --all", forbidden],
    ["another sandbox of the same name", "delete runtimeclass gvisor", forbidden],
    ["the configuration of the module proxy", "-n kube-system get configmaps", forbidden],
    ["the nodes", "get nodes", forbidden],
  ])("%s", async (_, line, refusal) => {
    const { stdout, stderr, exitCode } = await author.kubectl(line.split(" "));
    expect(exitCode, stdout).toBe(1);
    expect(stderr).toMatch(refusal);
  });

  test("and so is a controller that makes such pods for somebody", async () => {
    const attempt = podAttempts(at.image).find(({ what }) => what === "no sandbox")!;
    const { spec } = JSON.parse(JSON.stringify(attempt.object));
    const pod = {
      apiVersion: "v1",
      kind: "Pod",
      ...spec.template,
      metadata: { name: "sly", ...spec.template.metadata },
    };
    const as = "--as=system:serviceaccount:kube-system:replicaset-controller";
    const args = ["-n", at.namespace, "create", as, "--dry-run=server", "-f", "-"];
    const program = await kubectlBinary();
    const { stderr } = await run([program, ...args], {
      env: { KUBECONFIG: at.cluster.kubeconfig },
      input: JSON.stringify(pod),
    });
    expect(stderr).toMatch(/run under RuntimeClass "gvisor"/);
  });
});

describe("with policies.enforce, whoever may edit pods", () => {
  test("is refused other labels and other images for pods that run, and may still annotate them", async () => {
    const pod = { apiVersion: "v1", kind: "Pod", ...walledPod(at.image, {}) };
    await at.cluster.apply([{ ...pod, metadata: { ...pod.metadata, name: "still" } }], at.namespace);
    const editor = await person("editor");
    const binding = ["create", "rolebinding", "editor", "--clusterrole=edit"];
    await at.cluster.kubectl(...binding, `--serviceaccount=${system.namespace}:editor`, "-n", at.namespace);
    for (const [line, refusal] of [
      ["label pod still app.kubernetes.io/part-of=mine --overwrite", /Only pods of workflows run/],
      ["label pod still tentacular.dev/contract=none --overwrite", /has to have a contract/],
      ["set image pod/still engine=busybox", /Images of workflows here begin with/],
    ] as const) {
      expect((await editor.kubectl(line.split(" "))).stderr, line).toMatch(refusal);
    }
    const annotated = await editor.kubectl(["annotate", "pod", "still", "a=b"]);
    expect(annotated.exitCode, annotated.stderr).toBe(0);
    expect((await editor.kubectl(["delete", "pod", "still", "--wait=false"])).exitCode).toBe(0);
  });
});

describe("with policies.enforce, the same author", () => {
  const contract =
    'deployment:\n  runtimeClass: gvisor\ntriggers:\n  - { type: manual }\n  - { type: cron, schedule: "0 3 1 1 *" }\n';

  test("deploys, runs, looks, goes back and removes a workflow", async () => {
    const tntc = async (...args: string[]) => {
      const ran = await at.tntc(args, { env: author.env });
      expect(ran.exitCode, `${args.join(" ")}: ${ran.stderr}`).toBe(0);
      return ran.stdout;
    };
    for (const [version, greeting] of [
      ["1.0", "one"],
      ["2.0", "two"],
    ] as const) {
      await at.write(hello({ version, greeting, more: contract }));
      await tntc("deploy");
    }
    expect(await tntc("run", "hello")).toContain("two");
    expect(await tntc("status", "hello")).toContain("hello");
    expect(await tntc("list")).toContain("hello");
    expect(await tntc("versions", "hello")).toContain("1.0");
    await tntc("logs", "hello");
    await tntc("rollback", "hello");
    expect(await tntc("run", "hello")).toContain("one");
  });

  test("may exec the engine's trigger client, as tntc run does where the proxy is closed, but no shell", async () => {
    const newest = ["get", "pods", "-l", "tentacular.dev/role=engine", "--sort-by=.metadata.creationTimestamp"];
    const pod = (await author.kubectl([...newest, "-o", "name"])).stdout.trim().split("\n").at(-1)!;
    const shell = await author.kubectl(["exec", pod, "--", "deno", "eval", "console.log(1)"]);
    expect(shell.stderr).toMatch(/Only the engine's own trigger client/);
    const attached = await author.kubectl(["debug", pod, "--image=busybox", "--target=engine"]);
    expect(attached.exitCode).toBe(1);
    const { stdout, stderr } = await author.kubectl(
      ["exec", "-i", pod, "-c", "engine", "--", ...triggerCommand({ runId: "by-exec", timeoutMs: 20_000 })],
      {},
    );
    expect(stdout, stderr).toContain("one");
    const removed = await at.tntc(["undeploy", "hello", "--yes"], { env: author.env });
    expect(removed.exitCode, removed.stderr).toBe(0);
  });

  test("declares private addresses that the platform allows, and public ones", async () => {
    const [open] = policyAttempts("");
    const { spec, ...policy } = JSON.parse(JSON.stringify(open!.object));
    spec.egress = [
      {
        to: [{ ipBlock: { cidr: "10.20.3.0/24" } }, { ipBlock: { cidr: "203.0.113.10/32" } }],
        ports: [{ port: 5432 }],
      },
    ];
    const made = await author.kubectl(["create", "-f", "-"], { ...policy, spec });
    expect(made.exitCode, made.stderr).toBe(0);
    expect((await author.kubectl(["delete", "networkpolicy", "sly"])).exitCode).toBe(0);
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
  expect((await admin.kubectl(["create", "-f", "-"], open!.object)).exitCode).toBe(0);
  expect((await admin.kubectl(["delete", "networkpolicy", "sly"])).exitCode).toBe(0);
});
