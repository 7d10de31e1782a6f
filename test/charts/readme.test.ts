import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { run } from "../cluster/run.ts";
import { chartTools } from "./chart-tools.ts";
import { charts } from "./charts.ts";

let folder: string;
let tools: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "charts-readme-"));
  tools = await chartTools(join(folder, "bin"));
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(charts)(
  "the README of %s says what helm-docs makes of the comments (UPDATE_GOLDEN=1 writes it)",
  async (chart) => {
    const file = join(packageRoot(), "charts", chart, "README.md");
    const args = ["--dry-run", "--log-level=error", `--chart-to-generate=charts/${chart}`];
    const made = await run([join(tools, "helm-docs"), ...args], { cwd: packageRoot() });
    if (process.env["UPDATE_GOLDEN"]) writeFileSync(file, made);
    expect(readFileSync(file, "utf8")).toBe(made);
  },
);
