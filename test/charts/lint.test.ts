import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { charts } from "./charts.ts";
import { type CtRepository, ctRepository, processed } from "./ct-repository.ts";

let work: string;
let repository: CtRepository;

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), "charts-lint-"));
  repository = await ctRepository(work);
}, 900_000);
afterAll(() => rmSync(work, { recursive: true, force: true }));

test("there are two charts at least", () => {
  expect(charts).toEqual(expect.arrayContaining(["tentacular-system", "tentacular-workflow"]));
});

test("ct lint has no complaint about any chart", async () => {
  const linted = await repository.ct(["lint", "--all", "--check-version-increment=false"]);
  expect(linted.exitCode, linted.stdout + linted.stderr).toBe(0);
  expect(processed(linted)).toEqual(charts);
});

test("a chart that changes without a new version is refused, and with one it passes", async () => {
  for (const chart of charts) await repository.edit(`charts/${chart}/values.yaml`, (text) => `${text}# changed\n`);
  await repository.commit();
  const refused = await repository.ct(["lint"]);
  expect(refused.exitCode).toBe(1);
  expect(refused.stdout + refused.stderr).toContain("Needs a version bump");
  const raised = (text: string) => text.replaceAll(/version: (\d+\.\d+)\.(\d+)/gi, "version: $1.9$2");
  for (const chart of charts)
    await repository.edit(`charts/${chart}/Chart.yaml`, (text) => text.replace(/^version: .*$/m, raised));
  await repository.commit();
  const passed = await repository.ct(["lint"]);
  expect(passed.exitCode, passed.stdout + passed.stderr).toBe(0);
  expect(processed(passed)).toEqual(charts);
});
