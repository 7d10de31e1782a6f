import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
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

function firstBlock(page: string, language: string): string {
  const text = readFileSync(join(packageRoot(), page), "utf8");
  const block = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(text)?.[1];
  if (block === undefined) throw new Error(`"${page}" shows no ${language}`);
  return block;
}
