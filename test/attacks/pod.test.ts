import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Kube } from "../../src/cluster/api/kube.ts";
import { settle } from "../../src/cluster/rollout/rollout.ts";
import { RolloutFailure } from "../../src/cluster/rollout/rollout-failure.ts";
import { workflowChart } from "../../src/deploy/chart.ts";
import { evidenceView } from "../../src/output/evidence-view.ts";
import { progressOn } from "../../src/output/progress.ts";
import { run } from "../cluster/run.ts";
import { type Ground, ground } from "../deploy/ground.ts";
import { craftedValues } from "./crafted-values.ts";
import { shownInDocs } from "./shown-in-docs.ts";
import { trickTable } from "./trick-table.ts";

const folder = join(import.meta.dirname, "spy");
const others = "the-secret-of-another";

/** What the workflow reports, and what the same code gets at in a process of its own beside the engine. */
type Report = { tried: Record<string, string>; given: string; token: string; supervisor: number };
type Found = Report & { at: Ground; freely: Record<string, string>; log: string };

async function deploy(at: Ground, runtimeClass: string): Promise<void> {
  const names = ["workflow.yaml", ...(await readdir(join(folder, "nodes"))).map((name) => `nodes/${name}`)];
  const files = names.map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const);
  await at.write({ ...Object.fromEntries(await Promise.all(files)), ".secrets.yaml": "api: { token: its-own }\n" });
  // Somebody else's key lies in the same Secret, as where a team keeps one for all.
  const stringData = { bank: others, "bank.json": JSON.stringify({ pin: others }) };
  const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "spy-secrets" }, stringData };
  await at.cluster.apply([secret], at.namespace);
  const { exitCode, stderr } = await at.tntc(["deploy", `--runtime-class=${runtimeClass}`]);
  expect(exitCode, stderr).toBe(0);
}

async function spied(at: Ground): Promise<Omit<Found, "at">> {
  const { stdout, stderr } = await at.tntc(["run", "spy"]);
  expect(stdout, stderr).not.toBe("");
  const report: Report = JSON.parse(stdout).outputs.spy;
  const free = ["deno", "run", "--allow-all", "--no-lock", "--no-config", "/app/workflow/nodes/tricks.ts"];
  const freely = await at.cluster.kubectl("-n", at.namespace, "exec", "deploy/spy", "--", ...free);
  const log = await at.cluster.kubectl("-n", at.namespace, "logs", "deploy/spy");
  return { ...report, freely: JSON.parse(freely), log };
}

function never(): never {
  throw new Error("Nothing was measured");
}

const runtimes = { runc: "", gVisor: "gvisor" };
const measured: Record<string, Found> = {};
const refusal = /^(NotCapable|[A-Za-z]*Error: Requires [a-z]+ access to )/;

const grounds: Ground[] = [];

beforeAll(async () => {
  const spying = Object.entries(runtimes).map(async ([runtime, runtimeClass]) => {
    const at = await ground();
    grounds.push(at);
    await deploy(at, runtimeClass);
    measured[runtime] = { ...(await spied(at)), at };
  });
  await Promise.all(spying);
});
afterAll(() => Promise.all(grounds.map((at) => at[Symbol.asyncDispose]())));

describe.each(Object.entries(runtimes))("node code under %s", (runtime, runtimeClass) => {
  const found = () => measured[runtime] ?? never();

  test("is refused everything that would get it out of its process", () => {
    expect(found().supervisor).toBe(1);
    for (const [trick, outcome] of Object.entries(found().tried)) expect(outcome, trick).toMatch(refusal);
  });

  test("would get it, were it not for its permissions", () => {
    expect(Object.keys(found().freely)).toEqual(Object.keys(found().tried));
    for (const [trick, outcome] of Object.entries(found().freely)) {
      // gVisor's own kernel lets no process read the memory of another.
      const memory = runtimeClass === "gvisor" && trick === "the supervisor's memory";
      expect(outcome, trick).toMatch(memory ? /^PermissionDenied/ : /^allowed/);
    }
  });

  test("is given the secrets that it declares, and no others", () => {
    expect(found().token).toBe("present");
    expect(found().given).not.toContain(others);
    expect(JSON.stringify(found().tried) + found().log).not.toContain(others);
  });

  test.concurrent("is not even loaded when somebody gives it to Helm with an import of a file outside", async () => {
    const { at } = found();
    const helm = (...args: string[]) =>
      run([at.env["HELM_BIN"] ?? "", ...args, "-n", at.namespace], { env: { ...process.env, ...at.env } });
    const text = 'import secret from "/app/secrets/bank" with { type: "text" };\nexport default () => secret;\n';
    const values = await craftedValues(at, helm, { path: "nodes/spy.ts", text });
    await helm("upgrade", "spy", workflowChart({}).chart, "--values", values);

    const kube = await Kube.connect({ kubeconfig: at.cluster.kubeconfig, namespace: at.namespace });
    const progress = progressOn({ write: () => true });
    const settled = settle(kube, { workflow: "spy", progress, timeoutMs: 90_000 });
    const failure = await settled.then(
      () => undefined,
      (error: Error) => error,
    );
    if (!(failure instanceof RolloutFailure)) throw new Error(`Not a failed rollout: ${failure}`);
    const shown = evidenceView(failure.evidence);
    expect(shown).toContain('is not permitted read access to "/app/secrets/bank"');
    expect(shown).not.toContain(others);
  });
});

test("docs/security.md shows what was measured", async () => {
  // Whichever was measured first.
  const inOrder = Object.keys(runtimes).map((runtime) => [runtime, measured[runtime] ?? never()]);
  await shownInDocs("tricks", trickTable(Object.fromEntries(inOrder)));
});
