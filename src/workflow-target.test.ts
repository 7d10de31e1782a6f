import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { workflowTarget } from "./workflow-target.ts";

const dir = mkdtempSync(join(tmpdir(), "tentacular-target-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
afterAll(() => vi.unstubAllEnvs());

beforeEach(() => {
  vi.stubEnv("HELM_NAMESPACE", undefined);
  writeFileSync(join(dir, "workflow.yaml"), "name: hello\ndeployment: { namespace: team }\nnodes: not yet written\n");
});

test("in the folder of the workflow its own namespace counts", async () => {
  expect(await workflowTarget("hello", {}, dir)).toMatchObject({ namespace: "team" });
});

test("a namespace that was named goes first", async () => {
  expect(await workflowTarget("hello", { namespace: "a" }, dir)).toMatchObject({ namespace: "a" });
});

test("another workflow, no folder of one, or a file that cannot be read change nothing", async () => {
  expect(await workflowTarget("other", {}, dir)).toEqual({ namespaceIsExplicit: false });
  expect(await workflowTarget("hello", {}, tmpdir())).toEqual({ namespaceIsExplicit: false });
  writeFileSync(join(dir, "workflow.yaml"), "name: [hello\n\t- x: }");
  expect(await workflowTarget("hello", {}, dir)).toEqual({ namespaceIsExplicit: false });
});
