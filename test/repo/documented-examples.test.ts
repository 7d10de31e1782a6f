import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { neededPermissions } from "../../src/deploy/needed-permissions.ts";
import { packageRoot } from "../../src/package-root.ts";
import { executionResult } from "../../src/workflow/execution-result.ts";
import { parseWorkflow } from "../../src/workflow/parse-workflow.ts";

test("the workflow.yaml that the docs show is valid", () => {
  const { spec, findings } = parseWorkflow(firstBlock("docs/workflow.md", "yaml"));
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(spec?.triggers.map(({ type }) => type)).toEqual(["manual", "cron"]);
});

test("the result that the docs show is an ExecutionResult", () => {
  const shown = JSON.parse(firstBlock("docs/operating.md", "json"));
  expect(executionResult.parse(shown)).toEqual(shown);
});

test("the permissions that the docs name are those that a deploy asks for", () => {
  const cron = [{ jobName: "a", schedule: "0 0 * * *", input: {} }];
  const text = readFileSync(join(packageRoot(), "docs/operating.md"), "utf8");
  for (const { group, resource, verbs } of neededPermissions({ triggers: { manual: true, cron } })) {
    const named = group ? `${resource}.${group}` : resource;
    expect(text).toMatch(new RegExp(`^\\| ${named}\\b.* \\| ${verbs.join(", ")} \\|$`, "m"));
  }
});

function firstBlock(page: string, language: string): string {
  const text = readFileSync(join(packageRoot(), page), "utf8");
  const block = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(text)?.[1];
  if (block === undefined) throw new Error(`"${page}" shows no ${language}`);
  return block;
}
