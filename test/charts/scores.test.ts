import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { run } from "../cluster/run.ts";
import { chartTools } from "./chart-tools.ts";
import { covers, exceptions, type Finding } from "./exceptions.ts";
import { pythonTools } from "./python-tools.ts";
import { render } from "./render.ts";
import { type Scenario, scenarios } from "./scenarios.ts";

let folder: string;
let tools: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "charts-scores-"));
  tools = await chartTools(join(folder, "bin"));
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const scored = z.array(
  z.object({
    type_meta: z.object({ kind: z.string() }),
    object_meta: z.object({ name: z.string() }),
    checks: z.array(
      z.object({
        check: z.object({ id: z.string() }),
        grade: z.number(),
        skipped: z.boolean(),
        comments: z.array(z.object({ summary: z.string() })).nullable(),
      }),
    ),
  }),
);

/** Of 10, which is well. */
const well = 10;

/** The manifests of one scenario, in a file. */
type Rendered = { chart: string; file: string };

async function rendered({ chart, folder: from, values, name }: Scenario): Promise<Rendered> {
  const file = join(folder, `${name.replaceAll(/\W+/g, "-")}.yaml`);
  writeFileSync(file, await render(from, { args: ["--values", values] }));
  return { chart, file };
}

async function kubeScore({ chart, file }: Rendered): Promise<Finding[]> {
  const args = ["score", file, "--output-format=json", "--kubernetes-version=v1.30"];
  const said = scored.parse(JSON.parse(await run([join(tools, "kube-score"), ...args], { tolerant: true })));
  return said.flatMap(({ type_meta, object_meta, checks }) =>
    checks
      .filter(({ grade, skipped }) => !skipped && grade < well)
      .map(({ check, comments }) => ({
        check: check.id,
        chart,
        object: `${type_meta.kind}/${object_meta.name}`,
        message: comments?.map(({ summary }) => summary).join("; ") ?? "",
      })),
  );
}

const failed = z.object({
  check_id: z.string(),
  check_name: z.string(),
  resource: z.string(),
});
const report = z.object({ results: z.object({ failed_checks: z.array(failed) }) });

async function checkov(all: Rendered[]): Promise<Finding[][]> {
  const judgeEach = join(import.meta.dirname, "checkov-each.py");
  await run([join(await pythonTools(), "python3"), judgeEach, ...all.map(({ file }) => file)]);
  return all.map(({ chart, file }) => {
    const { results } = report.parse(JSON.parse(readFileSync(`${file}.checkov.json`, "utf8")));
    return results.failed_checks.map(({ check_id, check_name, resource }) => {
      const [kind = "", , ...name] = resource.split(".");
      return { check: check_id, chart, object: `${kind}/${name.join(".")}`, message: check_name };
    });
  });
}

describe.each([
  ["kube-score", (all: Rendered[]) => Promise.all(all.map(kubeScore))],
  ["checkov", checkov],
] as const)("%s", (tool, judge) => {
  test("finds nothing in any scenario of any chart but what is left so for a reason", async () => {
    const findings = (await judge(await Promise.all(scenarios.map(rendered)))).flat();
    const left = exceptions(tool);
    const lines = findings
      .filter((finding) => !left.some((each) => covers(each, finding)))
      .map(({ check, chart, object, message }) => `${chart} ${check} ${object}: ${message}`);
    expect([...new Set(lines)]).toEqual([]);
    expect(left.filter((each) => !findings.some((finding) => covers(each, finding)))).toEqual([]);
  }, 600_000);
});
