import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Kube } from "../../src/cluster/api/kube.ts";
import { settle } from "../../src/cluster/rollout/rollout.ts";
import { RolloutFailure } from "../../src/cluster/rollout/rollout-failure.ts";
import { workflowChart } from "../../src/deploy/chart.ts";
import { evidenceView } from "../../src/output/evidence-view.ts";
import { progressOn } from "../../src/output/progress.ts";
import { run } from "../cli/tntc.ts";
import { type Ground, ground } from "./ground.ts";
import { passesItsTest } from "./passes-its-test.ts";
import { ServedWorkflow } from "./served-workflow.ts";

const token = "hunter2-in-the-pod";
const files = {
  "workflow.yaml": `name: prying
version: "1.0"
triggers: [{ type: manual }]
nodes:
  pry: { path: ./nodes/pry.ts }
config: { timeout: 60s }
contract:
  version: "1"
  dependencies:
    mail: { protocol: https, host: mail.example.com, auth: { type: bearer-token, secret: mail.token } }
`,
  ".secrets.yaml": `mail: { token: ${token} }\n`,
  "nodes/pry.ts": `import type { Context } from "tentacular";

const attempts: Record<string, () => unknown> = {
  secrets: () => Deno.readTextFileSync("/app/secrets/mail"),
  status: () => Deno.readTextFileSync("/proc/self/status"),
  engine: () => Deno.readTextFileSync("/app/engine/supervisor.js"),
  write: () => Deno.writeTextFileSync("/tmp/mine", ""),
  env: () => Deno.env.get("POD_IP"),
  program: () => new Deno.Command("/bin/sh").outputSync(),
  neighbour: () => fetch("http://kubernetes.default.svc.cluster.local"),
};

async function outcomes(): Promise<Record<string, string>> {
  const told: Record<string, string> = {};
  for (const [name, attempt] of Object.entries(attempts)) {
    told[name] = await Promise.resolve().then(attempt).then(() => "allowed", (error) => error.name);
  }
  return told;
}

export default async (ctx: Context, input: { ms?: number; pry?: boolean; tell?: boolean; fail?: boolean }) => {
  const { token } = ctx.secrets.mail;
  if (input.ms) await new Promise((next) => setTimeout(next, input.ms));
  if (input.tell) ctx.log.info("by log: " + token);
  if (input.tell) console.warn("by console:", { token });
  if (input.fail) throw new Error("refused with " + token);
  if (input.tell) return { token };
  return input.pry ? await outcomes() : "done";
};
`,
};

let at: Ground;

beforeAll(async () => {
  at = await ground({ runtimeClass: "gvisor" });
  await at.write(files);
  const { exitCode, stderr } = await at.tntc(["deploy"]);
  expect(exitCode, stderr).toBe(0);
});
afterAll(() => at[Symbol.asyncDispose]());

const kubectl = (...args: string[]) => at.cluster.kubectl("-n", at.namespace, ...args);

type Pod = {
  metadata: { name: string; deletionTimestamp?: string };
  spec: { volumes: object[]; automountServiceAccountToken: boolean };
  status: { conditions: { type: string; status: string }[]; containerStatuses: ContainerStatus[] };
};
type ContainerStatus = { state: { terminated?: End }; lastState: { terminated?: End } };
type End = { exitCode: number };

async function pods(): Promise<Pod[]> {
  return JSON.parse(await kubectl("get", "pods", "-l", "app.kubernetes.io/name=prying", "-o", "json")).items;
}

const runPrying = (input: object, ...more: string[]) =>
  at.tntc(["run", "prying", "--input", JSON.stringify(input), ...more]);

describe("the engine's container", () => {
  /** Answers of an expression, evaluated by a program beside the engine. */
  const inside = async (expression: string): Promise<string> =>
    (await kubectl("exec", "deploy/prying", "--", "deno", "eval", "-p", expression)).trim();

  const statusLines = async (): Promise<Record<string, string>> => {
    const status = await inside("Deno.readTextFileSync('/proc/1/status')");
    return Object.fromEntries(status.split("\n").map((line) => line.split(":\t")));
  };

  test("is nobody with no capability and no way to gain one, in a kernel of its own", async () => {
    const lines = await statusLines();
    expect(lines).toMatchObject({ CapEff: "0000000000000000", CapPrm: "0000000000000000", NoNewPrivs: "1" });
    expect(lines["Uid"]?.split("\t")).toEqual(["65532", "65532", "65532", "65532"]);
    expect(await inside("Deno.readTextFileSync('/proc/version')")).toContain("gvisor");
  });

  test("can write nowhere but in /tmp, and holds no token of the cluster", async () => {
    const closed = ["/mine", "/app/mine", "/app/engine/mine", "/app/workflow/mine", "/app/secrets/mine"];
    const attempts = `
      const attempt = (act) => { try { act(); return "done" } catch (error) { return error.name + ": " + error.message } };
      const write = (path) => [path, attempt(() => Deno.writeTextFileSync(path, ""))];
      console.log(JSON.stringify({
        ...Object.fromEntries(${JSON.stringify([...closed, "/tmp/mine"])}.map(write)),
        token: attempt(() => Deno.statSync("/var/run/secrets")),
      }));`;
    const said = await kubectl("exec", "deploy/prying", "--", "deno", "eval", attempts);
    expect(JSON.parse(said)).toEqual({
      ...Object.fromEntries(
        closed.map((path) => [path, expect.stringMatching(/Read-only file system|Permission denied/)]),
      ),
      "/tmp/mine": "done",
      token: expect.stringMatching(/^NotFound: /),
    });
    const [pod] = await pods();
    expect(JSON.stringify(pod?.spec)).not.toContain("serviceAccountToken");
    expect(pod?.spec.automountServiceAccountToken).toBe(false);
  });

  test("gives node code nothing but what its contract says", async () => {
    const { stdout } = await runPrying({ pry: true });
    const refused = ["secrets", "status", "engine", "write", "env", "program", "neighbour"];
    expect(JSON.parse(stdout).outputs.pry).toEqual(Object.fromEntries(refused.map((name) => [name, "NotCapable"])));
  });
});

test("the chart's own test passes in the sandbox too", async () => {
  await passesItsTest(at, "prying");
});

test("a secret that a node tells is redacted in the log and in what is remembered", async () => {
  await runPrying({ tell: true }, "--run-id", "told");
  await runPrying({ tell: true, fail: true }, "--run-id", "told-by-error");
  const { stdout: log } = await at.tntc(["logs", "prying"]);
  expect(log).toContain("by log: «redacted»");
  expect(log).toContain('by console: { token: \\"«redacted»\\" }');
  expect(log).toContain("refused with «redacted»");
  const served = await ServedWorkflow.of(at, "prying");
  const pages = await Promise.all(["told", "told-by-error"].map((id) => served.ask(`/runs/${id}`)));
  const others = await Promise.all(["/runs", "/health?detail=1"].map((path) => served.ask(path)));
  const told = JSON.stringify([pages, others]);
  expect(told).toContain('"output":{"token":"«redacted»"}');
  expect(told).toContain("refused with «redacted»");
  expect(log + told).not.toContain(token);
});

test("a pod that is deleted finishes its run, and says so", async () => {
  const [
    {
      metadata: { name },
    } = { metadata: { name: "" } },
  ] = await pods();
  const log = kubectl("logs", "-f", name);
  const served = await ServedWorkflow.of(at, "prying");
  // Longer than the wait before SIGTERM, so that the engine itself must wait for it.
  const running = runPrying({ ms: 8000 }, "--run-id", "drained");
  const state = async () => (await served.ask<{ state?: string }>("/runs/drained")).body.state;
  await expect.poll(state, { timeout: 30_000 }).toBe("running");
  await kubectl("delete", "pod", name, "--wait=false");

  const { stdout, stderr, exitCode } = await running;
  expect(exitCode, stderr).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ runId: "drained", success: true, outputs: { pry: "done" } });
  const lines = (await log)
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const events = lines.filter(({ event, run }) => /draining|stopped/.test(event) || run === "drained");
  expect(events.map(({ event }) => event)).toEqual(["draining", "run-finished", "stopped"]);
  expect(events[0].msg).toBe("Finishing 1 runs");
  expect((await runPrying({})).exitCode).toBe(0);
});

describe("code that is not what was deployed", () => {
  const wrong = `sha256:${"0".repeat(64)}`;
  const helm = (...args: string[]) => run([at.env["HELM_BIN"] ?? "", ...args, "-n", at.namespace], { env: at.env });

  test("is never loaded: the new pod ends with 78 and says why, the old one serves on", async () => {
    const [old] = (await pods()).filter(({ metadata }) => !metadata.deletionTimestamp);
    const upgraded = await helm(
      "upgrade",
      "prying",
      workflowChart({}).chart,
      "--reuse-values",
      "--set",
      `code.digest=${wrong}`,
    );
    expect(upgraded.exitCode, upgraded.stderr).toBe(0);

    const kube = await Kube.connect({ kubeconfig: at.cluster.kubeconfig, namespace: at.namespace });
    const progress = progressOn({ write: () => true });
    const failure: unknown = await settle(kube, { workflow: "prying", progress, timeoutMs: 90_000 }).catch(
      (error) => error,
    );
    if (!(failure instanceof RolloutFailure)) throw new Error(`Not a failed rollout: ${failure}`);
    expect(failure.evidence).toMatchObject({ container: "engine", exitCode: 78 });
    const shown = evidenceView(failure.evidence);
    expect(shown).toContain(`Code in "/app/workflow" is not what was deployed: expected ${wrong}, found sha256:`);

    const bad = (await pods()).find(({ metadata }) => metadata.name === failure.evidence.pod);
    expect(bad?.status.conditions).toContainEqual(expect.objectContaining({ type: "Ready", status: "False" }));
    expect((await pods()).map(({ metadata }) => metadata.name)).toContain(old?.metadata.name);
    expect((await runPrying({})).exitCode).toBe(0);
  });

  test("is mended by the next deploy; without a sandbox the pod still is nobody, behind a filter of system calls", async () => {
    const { exitCode, stderr } = await at.tntc(["deploy", "--runtime-class="]);
    expect(exitCode, stderr).toBe(0);
    await expect.poll(async () => (await pods()).length, { timeout: 60_000 }).toBe(1);
    expect((await pods())[0]?.spec).not.toHaveProperty("runtimeClassName");
    expect((await runPrying({})).exitCode).toBe(0);
    const read = ["exec", "deploy/prying", "--", "deno", "eval", "-p", "Deno.readTextFileSync('/proc/1/status')"];
    const status = await kubectl(...read);
    expect(status).toMatch(/^Seccomp:\t2$/m);
    expect(status).toMatch(/^CapEff:\t0+$/m);
    expect(status).toMatch(/^NoNewPrivs:\t1$/m);
  });
});
