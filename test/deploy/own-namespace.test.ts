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

beforeAll(async () => {
  at = await ground();
  const more = `deployment: { namespace: ${at.namespace} }\n`;
  await at.write(hello({ name, version: "1.0", greeting: "hi", more }));
  const { exitCode, stderr } = await bare(["deploy"]);
  expect(exitCode, stderr).toBe(0);
});
afterAll(() => at[Symbol.asyncDispose]());

test("elsewhere the name alone is not found, and the remedy says where it is", async () => {
  expectClusterGolden("own-namespace-elsewhere", await bare(["status", name], tmpdir()), at);
});

test("in its own folder a workflow is found where its deployment.namespace put it, and only undeploy wants its name", async () => {
  // The second deploy gives rollback something to go back to.
  const lines = [["deploy"], ["run"], ["status"], ["logs"], ["versions"], ["rollback"], ["undeploy", name, "--yes"]];
  for (const line of lines) {
    const { exitCode, stderr } = await bare(line);
    expect(exitCode, `${line[0]}: ${stderr}`).toBe(0);
  }
});
