import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { neededPermissions } from "../../src/deploy/needed-permissions.ts";
import { usefulPermissions } from "../../src/deploy/useful-permissions.ts";
import { packageRoot } from "../../src/package-root.ts";
import { executionResult } from "../../src/workflow/execution-result.ts";
import { parseWorkflow } from "../../src/workflow/parse-workflow.ts";

test("the workflow.yaml that the docs show is valid", () => {
  const { spec, findings } = parseWorkflow(blocks("docs/workflow.md", "yaml")[0] ?? "");
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(spec?.triggers.map(({ type }) => type)).toEqual(["manual", "cron"]);
});

test("the result that the docs show is an ExecutionResult", () => {
  const [whole = "", failures = ""] = blocks("docs/operating.md", "json");
  const shown = { ...JSON.parse(whole), ...JSON.parse(failures) };
  expect(Object.keys(shown).sort()).toEqual(Object.keys(executionResult.shape).sort());
  expect(executionResult.parse(shown)).toEqual(shown);
  const types = readFileSync(join(packageRoot(), "engine/mod.ts"), "utf8");
  const [, promised = ""] = /interface ExecutionResult \{(.*?)\n\}/s.exec(types) ?? [];
  expect([...promised.matchAll(/^ {2}(\w+)\??:/gm)].map(([, key]) => key).sort()).toEqual(Object.keys(shown).sort());
});

test("the permissions that the docs name are those that a deploy asks for, and the one it can do without", () => {
  const cron = [{ jobName: "a", schedule: "0 0 * * *", input: {} }];
  const text = readFileSync(join(packageRoot(), "docs/operating.md"), "utf8");
  const needed = neededPermissions({ triggers: { manual: true, cron } });
  for (const { group, resource, verbs } of [...needed, ...usefulPermissions]) {
    const named = group ? `${resource}.${group}` : resource;
    expect(text).toMatch(new RegExp(`^\\| ${named}\\b.* \\| ${verbs.join(", ")} \\|$`, "m"));
  }
});

function blocks(page: string, language: string): string[] {
  const text = readFileSync(join(packageRoot(), page), "utf8");
  return [...text.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, "g"))].map(([, block = ""]) => block);
}
