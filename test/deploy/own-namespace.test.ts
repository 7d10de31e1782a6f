import { tmpdir } from "node:os";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ran } from "../cli/tntc.ts";
import { expectClusterGolden } from "./cluster-golden.ts";
import { type Ground, ground } from "./ground.ts";
import { hello } from "./hello.ts";

let at: Ground;
const name = "own-namespace";

/** Runs tntc without a namespace of flag or environment. */
function bare(args: string[], cwd = at.dir): Promise<Ran> {
  return at.tntc(args, { cwd, env: { HELM_NAMESPACE: "" } });
}

function greeting(greeting: string): Record<string, string> {
  return hello({ name, version: "1.0", greeting, more: `deployment: { namespace: ${at.namespace} }\n` });
}

beforeAll(async () => {
  at = await ground();
  await at.write(greeting("hi"));
  const { exitCode, stderr } = await bare(["deploy"]);
  expect(exitCode, stderr).toBe(0);
});
afterAll(() => at[Symbol.asyncDispose]());

test("elsewhere the name alone is not found, and the remedy says where it is", async () => {
  expectClusterGolden("own-namespace-elsewhere", await bare(["status", name], tmpdir()), at);
});

test("in its own folder a workflow is found where its deployment.namespace put it, and only undeploy wants its name", async () => {
  // Other code gives rollback something to go back to.
  await at.write(greeting("ho"));
  const lines = [["deploy"], ["run"], ["status"], ["logs"], ["versions"], ["rollback"], ["undeploy", name, "--yes"]];
  for (const line of lines) {
    const { exitCode, stderr } = await bare(line);
    expect(exitCode, `${line[0]}: ${stderr}`).toBe(0);
  }
});
