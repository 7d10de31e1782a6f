import { expect, test } from "vitest";
import { triggerCommand } from "./trigger-command.ts";

test("the input of a run never stands in the arguments, which audit logs keep", () => {
  const request = { workflow: "hello", runId: "run-1", timeoutMs: 1500, input: '{"card":"4111"}' };
  const command = triggerCommand(request);
  expect(command.join(" ")).not.toContain("4111");
  expect(command.slice(-4)).toEqual(["--timeout", "2", "--input", "-"]);
});
