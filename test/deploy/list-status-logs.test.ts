import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { run } from "../cli/tntc.ts";
import { helmVersions } from "../cluster/helm-binary.ts";
import { expectClusterGolden } from "./cluster-golden.ts";
import { counting } from "./counting.ts";
import { following } from "./following.ts";
import { type Ground, ground } from "./ground.ts";
import { onTerminal } from "./on-terminal.ts";

let at: Ground;
const cron = `triggers:
  - {type: manual}
  - {type: cron, name: nightly, schedule: "15 2 1 1 *", timezone: Europe/Berlin}
`;

beforeAll(async () => {
  at = await ground();
});
afterAll(() => at[Symbol.asyncDispose]());

// One workflow is looked at, healthy and whole, then with two pods, then broken.

describe("list", () => {
  test("an empty namespace says so, and is an empty list for programs", async () => {
    expectClusterGolden("list-nothing", await at.tntc(["list"]), at);
    expectClusterGolden("list-nothing-json", await at.tntc(["list", "-o", "json"]), at);
  });

  test("deployed workflows are listed with version, readiness and age", async () => {
    await at.write({
      ...counting,
      "workflow.yaml": counting["workflow.yaml"].replace("triggers: [{type: manual}]\n", cron),
    });
    expect((await at.tntc(["deploy"])).exitCode).toBe(0);
    expectClusterGolden("list", await at.tntc(["list"]), at);
    expectClusterGolden("list-json", await at.tntc(["list", "-o", "json"]), at);
  });

  test("-A lists every namespace", async () => {
    const { stdout } = await at.tntc(["list", "-A", "-o", "json"]);
    const { result } = JSON.parse(stdout);
    expect(result).toContainEqual(
      expect.objectContaining({ name: "counting", namespace: at.namespace, status: "ready" }),
    );
  });

  test.each(helmVersions)(
    "under Helm %s, which takes them for itself, the flags of the cluster mean the same",
    async (version) => {
      const { kubeconfig, context } = at.cluster;
      const home = join(at.dir, `helm-${version}`);
      await mkdir(home);
      const env = {
        HELM_DATA_HOME: home,
        HELM_CACHE_HOME: home,
        HELM_CONFIG_HOME: home,
        KUBECONFIG: join(home, "none"),
      };
      const helm = [await at.cluster.helm(version)];
      expect(await run([...helm, "plugin", "install", `${packageRoot()}/plugin`], { env })).toMatchObject({
        exitCode: 0,
      });
      const listed = async (line: string[]) => JSON.parse((await run(line, { env })).stdout).result;
      const there = ["-n", at.namespace, "--kube-context", context, "--kubeconfig", kubeconfig];
      const behind = await listed([...helm, "tentacular", "list", "-o", "json", ...there]);
      expect(behind).toEqual([expect.objectContaining({ name: "counting", namespace: at.namespace })]);
      const { result } = JSON.parse((await at.tntc(["list", "-o", "json", ...there], { env })).stdout);
      const ageless = (workflows: object[]) => workflows.map((each) => ({ ...each, age: "" }));
      expect(ageless(behind)).toEqual(ageless(result));
      expect(await listed([...helm, ...there, "tentacular", "list", "-o", "json"])).toHaveLength(1);
      const elsewhere = await run([...helm, "tentacular", "list", ...there, "--kube-context", "nowhere"], { env });
      expect(elsewhere.stderr).toContain('There is no context "nowhere"');
    },
  );

  test("a context that is not there is one clear error", async () => {
    expectClusterGolden("list-no-context", await at.tntc(["list", "--kube-context", "nowhere"]), {
      ...at,
      cluster: { ...at.cluster, registry: at.env["KUBECONFIG"] ?? "" },
    });
  });

  test("a cluster that does not answer is unreachable", async () => {
    const ran = await at.tntc(["list", "-o", "json"], { env: { HELM_KUBEAPISERVER: "https://127.0.0.1:9" } });
    expect(ran.exitCode).toBe(7);
    expect(JSON.parse(ran.stdout).result.error).toMatchObject({ code: "CLUSTER-UNREACHABLE" });
  });
});

describe("status", () => {
  test("status says version, readiness, code, schedules and the last run", async () => {
    expect((await at.tntc(["run", "counting", "--run-id", "first"])).exitCode).toBe(0);
    expectClusterGolden("status", await at.tntc(["status", "counting"]), at);
    expectClusterGolden("status-json", await at.tntc(["status", "counting", "-o", "json"]), at);
  });

  test("--detail adds image, resources, pods and events", async () => {
    const { stdout } = await at.tntc(["status", "counting", "--detail", "-o", "json"]);
    const { detail } = JSON.parse(stdout).result;
    expect(detail).toMatchObject({
      image: expect.stringContaining(at.image),
      service: `counting.${at.namespace}.svc.cluster.local:8080`,
      pods: [{ state: "Running", ready: true, restarts: 0 }],
    });
    expect(detail.events.map((event: { reason: string }) => event.reason)).toContain("Started");
    const text = (await at.tntc(["status", "counting", "--detail"])).stdout;
    expect(text).toMatch(/^Image: +\S+$/m);
    expect(text).toMatch(/^ {2}counting-\S+ +Running +0 +10\./m);
    expect(text).toMatch(/^ {2}\d+s +Normal +Started +Pod\/counting-/m);
  });

  test("status of an unknown workflow is not found, and the names that there are are said", async () => {
    expectClusterGolden("status-unknown", await at.tntc(["status", "countin"]), at);
    expectClusterGolden("status-unknown-json", await at.tntc(["status", "countin", "-o", "json"]), at);
  });
});

describe("logs", () => {
  test("in a pipe every line is a JSON object as the engine wrote it", async () => {
    const { stdout, exitCode } = await at.tntc(["logs", "counting"]);
    expect(exitCode).toBe(0);
    const lines = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toContainEqual(expect.objectContaining({ run: "first", node: "count", msg: "counted 1" }));
  });

  test("what a run left in the log, in text and for programs", async () => {
    // The lines of the start are the engine's own matter.
    const text = await at.tntc(["logs", "counting"]);
    const lines = text.stdout.split("\n").filter((line) => line.includes('"run":"first"'));
    expectClusterGolden("logs", { ...text, stdout: `${lines.join("\n")}\n` }, at);
    const json = await at.tntc(["logs", "counting", "-o", "json"]);
    const envelope: { result: { fields?: { run?: string } }[] } = JSON.parse(json.stdout);
    const result = envelope.result.filter(({ fields }) => fields?.run === "first");
    expectClusterGolden(
      "logs-json",
      { ...json, stdout: JSON.stringify({ ...envelope, summary: "<lines>", result }) },
      at,
    );
  });

  test("for programs the lines are the result, with their pod", async () => {
    const { stdout } = await at.tntc(["logs", "counting", "-o", "json"]);
    const { result, summary } = JSON.parse(stdout);
    expect(summary).toMatch(/^\d+ lines of 1 pod$/);
    expect(result).toContainEqual({
      pod: expect.stringMatching(/^counting-/),
      text: expect.stringContaining("counted 1"),
      fields: expect.objectContaining({ run: "first" }),
    });
  });

  test("on a terminal lines are for eyes: time of day, level, run and node, what was said", async () => {
    const broken = ["run", "counting", "--run-id", "second", "--input", '{"fail":"no more numbers"}'];
    expect((await at.tntc(broken)).exitCode).toBe(1);
    const ran = await onTerminal(at, ["logs", "counting"]);
    // The lines of the start are the engine's own matter.
    const lines = ran.stdout.split("\n").filter((line) => /\b(first|second)\b/.test(line));
    const stdout = `${lines.join("\n").replaceAll(/^\d\d:\d\d:\d\d\.\d{3}\b/gm, "<clock>")}\n`;
    expect(lines.filter((line) => line.startsWith("{"))).toEqual([]);
    expectClusterGolden(
      "logs-terminal",
      { ...ran, stdout: stdout.replaceAll(/durationMs=\d+/g, "durationMs=<ms>") },
      at,
    );
  });

  test("--tail and --since bound what is shown", async () => {
    expect((await at.tntc(["logs", "counting", "--tail", "1"])).stdout.trim().split("\n")).toHaveLength(1);
    expect((await at.tntc(["logs", "counting", "--tail", "0"])).stdout).toBe("");
    const all = (await at.tntc(["logs", "counting", "--since", "1h"])).stdout;
    expect(all).toContain("listening");
  });

  test("-f follows, also pods that come later, and ends quietly on Ctrl-C", async () => {
    const { said, ended, stop } = following(at, "counting", "--tail", "1");
    await expect.poll(() => said.text, { timeout: 20_000 }).not.toBe("");
    await at.tntc(["run", "counting", "--run-id", "followed"]);
    await expect.poll(() => said.text, { timeout: 20_000 }).toContain('"followed"');
    await at.cluster.kubectl("-n", at.namespace, "scale", "deployment/counting", "--replicas=2");
    await expect.poll(() => said.text, { timeout: 60_000 }).toMatch(/^\{"pod":"counting-[^"]+",.*"event":"listening"/m);
    stop();
    expect(await ended).toBe(0);
    const starts = said.text.split("\n").filter((line) => line.includes('"event":"listening"'));
    expect(starts, "no line is shown twice").toHaveLength(1);
  });

  test("with several pods each line names its pod", async () => {
    const { stdout } = await at.tntc(["logs", "counting", "--tail", "1"]);
    const pods = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).pod);
    expect(new Set(pods).size).toBe(2);
  });

  test("--follow cannot be one JSON document", async () => {
    expectClusterGolden("logs-follow-json", await at.tntc(["logs", "counting", "-f", "-o", "json"]), at);
  });

  test("logs of an unknown workflow are not found", async () => {
    expectClusterGolden("logs-unknown", await at.tntc(["logs", "nobody"]), at);
    expectClusterGolden("logs-unknown-json", await at.tntc(["logs", "nobody", "-o", "json"]), at);
  });

  test("on a terminal logs of an unknown workflow end with the exit code of one, too", async () => {
    const ran = await onTerminal(at, ["logs", "nobody"]);
    expect(ran.exitCode).toBe(6);
    expect(ran.stdout).toContain("WORKFLOW-UNKNOWN");
  });
});

describe("status of what is broken", () => {
  test("a workflow whose pods cannot start says why", async () => {
    const image = `${at.cluster.registry}/not-there:1`;
    await at.cluster.kubectl("-n", at.namespace, "set", "image", "deployment/counting", `engine=${image}`);
    await expect
      .poll(async () => (await at.tntc(["status", "counting"])).stdout, { timeout: 60_000, interval: 1000 })
      .toMatch(/^Status: +not ready\nWhy: +counting-\S+: (?:ErrImagePull|ImagePullBackOff)/m);
  });

  test("a workflow whose engine refuses its code says so in the engine's words", async () => {
    const wrong = [
      { op: "replace", path: "/spec/template/spec/containers/0/args/1", value: `--digest=sha256:${"0".repeat(64)}` },
    ];
    const patch = ["patch", "deployment/counting", "--type=json", "-p", JSON.stringify(wrong)];
    await at.cluster.kubectl("-n", at.namespace, "set", "image", "deployment/counting", `engine=${at.image}`);
    await at.cluster.kubectl("-n", at.namespace, ...patch);
    await expect
      .poll(async () => (await at.tntc(["status", "counting"])).stdout, { timeout: 60_000, interval: 1000 })
      .toMatch(/^Why: +counting-\S+: Crashed: (.*: )?Code in "\/app\/workflow" is not what was deployed/m);
  });

  test("a revision that failed is a line of its own beside the one that is deployed", async () => {
    const bad = ["--reuse-values", "--set", "triggers.cron[0].schedule=never,triggers.cron[0].name=counting-cron"];
    const line = ["upgrade", "counting", `${packageRoot()}/charts/tentacular-workflow`, "-n", at.namespace, ...bad];
    const upgraded = await run([at.env["HELM_BIN"] ?? "", ...line], { env: at.env });
    expect(upgraded.stderr).toContain("spec.schedule");
    const text = (await at.tntc(["status", "counting"])).stdout;
    expect(text).toMatch(/^Revision: +1, /m);
    expect(text).toMatch(/^Newest: +revision 2 \(1\.0\) failed \S+ ago; what is deployed is revision 1$/m);
    const { result } = JSON.parse((await at.tntc(["status", "counting", "-o", "json"])).stdout);
    expect(result).toMatchObject({ revision: 1, newest: { revision: 2, status: "failed" } });
  });

  test("a workflow that is scaled to 0 is stopped, and one without its Deployment missing, with what mends it", async () => {
    await at.cluster.kubectl("-n", at.namespace, "scale", "deployment/counting", "--replicas=0");
    const available = ["get", "deployment", "counting", "-o", "jsonpath={.status.availableReplicas}"];
    await expect.poll(() => at.cluster.kubectl("-n", at.namespace, ...available), { timeout: 20_000 }).toBe("");
    expectClusterGolden("status-stopped", await at.tntc(["status", "counting"]), at);
    await at.cluster.kubectl("-n", at.namespace, "delete", "deployment", "counting");
    expectClusterGolden("status-missing", await at.tntc(["status", "counting"]), at);
    const deployed = await at.tntc(["deploy"]);
    expect(deployed.exitCode, deployed.stderr).toBe(0);
    expect((await at.tntc(["status", "counting"])).exitCode).toBe(0);
  });

  test("a workflow of which somebody has taken objects away is incomplete, and a deploy makes them again", async () => {
    const code = await at.cluster.kubectl("-n", at.namespace, "get", "configmaps", "-o", "name");
    const [map = ""] = code.split("\n").filter((name) => name.startsWith("configmap/counting-code-"));
    const taken = ["service/counting", "networkpolicy/counting-netpol", "cronjob/counting-cron", map];
    await at.cluster.kubectl("-n", at.namespace, "delete", ...taken);
    expectClusterGolden("status-incomplete", await at.tntc(["status", "counting"]), at);
    const { result } = JSON.parse((await at.tntc(["status", "counting", "-o", "json"])).stdout);
    expect(result).toMatchObject({ status: "incomplete", ready: false });
    expect(result.missing).toHaveLength(taken.length);
    expect((await at.tntc(["deploy"])).exitCode).toBe(0);
    expect((await at.tntc(["status", "counting"])).exitCode).toBe(0);
  });

  test("somebody's own Deployment is no workflow", async () => {
    await at.cluster.kubectl("-n", at.namespace, "create", "deployment", "web", "--image=web", "--replicas=0");
    expect(await at.tntc(["status", "web"])).toMatchObject({
      exitCode: 6,
      stderr: expect.stringContaining("(WORKFLOW-UNKNOWN)"),
    });
  });
});
