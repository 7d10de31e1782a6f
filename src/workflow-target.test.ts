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

test("in its folder a workflow need not be named; elsewhere it must", async () => {
  expect(await workflowTarget(undefined, {}, dir)).toMatchObject({ workflow: "hello", namespace: "team" });
  await expect(workflowTarget(undefined, {}, tmpdir())).rejects.toMatchObject({ code: "NAME-MISSING", exit: "usage" });
});

test("a namespace that was named goes first", async () => {
  expect(await workflowTarget("hello", { namespace: "a" }, dir)).toMatchObject({ namespace: "a" });
});

test("another workflow, no folder of one, or a file that cannot be read change nothing", async () => {
  const unmoved = { workflow: "hello", namespaceIsExplicit: false };
  expect(await workflowTarget("other", {}, dir)).toEqual({ ...unmoved, workflow: "other" });
  expect(await workflowTarget("hello", {}, tmpdir())).toEqual(unmoved);
  writeFileSync(join(dir, "workflow.yaml"), "name: [hello\n\t- x: }");
  expect(await workflowTarget("hello", {}, dir)).toEqual(unmoved);
});

test.each(["", "a b", "one,owner=helm", "Hello", "../x", "x".repeat(64)])(
  "no workflow can be called %j",
  async (name) => {
    await expect(workflowTarget(name, {}, dir)).rejects.toMatchObject({
      code: "NAME-INVALID",
      exit: "usage",
      message: `No workflow can be called "${name}"`,
      remedy: expect.stringContaining("small letters, digits and single hyphens"),
    });
  },
);

test("who names the folder is told the name of its workflow", async () => {
  await expect(workflowTarget(`${dir}/`, {}, tmpdir())).rejects.toMatchObject({
    code: "NAME-INVALID",
    remedy: 'The workflow in that folder is called "hello": name it so',
  });
});
