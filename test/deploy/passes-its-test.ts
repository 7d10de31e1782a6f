import { expect } from "vitest";
import { run } from "../cli/tntc.ts";
import type { Ground } from "./ground.ts";

/** Asks a workflow that serves by the chart's own test, with the Helm of the ground. */
export async function passesItsTest({ env, namespace }: Ground, workflow: string): Promise<void> {
  const { exitCode, stdout, stderr } = await run([env["HELM_BIN"] ?? "", "test", workflow, "-n", namespace], { env });
  expect(exitCode, stderr).toBe(0);
  expect(stdout).toMatch(/Phase:\s+Succeeded/);
}
