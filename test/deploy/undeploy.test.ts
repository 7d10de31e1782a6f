import { expect, test } from "vitest";
import { type Ran, run } from "../cli/tntc.ts";
import { expectClusterGolden } from "./cluster-golden.ts";
import { type Ground, ground } from "./ground.ts";
import { hello } from "./hello.ts";
import { objectsIn } from "./objects-in.ts";
import { onTerminal } from "./on-terminal.ts";

const yearly = 'triggers: [{ type: cron, schedule: "0 0 1 1 *" }]\n';

/** With a local secret. */
async function deployed(): Promise<Ground> {
  const at = await ground();
  const files = hello({ version: "1.0", greeting: "hi", more: yearly });
  await at.write({ ...files, ".secrets.yaml": "mail: {token: hunter2}\n" });
  const { exitCode, stderr } = await at.tntc(["deploy"]);
  expect(exitCode, stderr).toBe(0);
  return at;
}

const noAnswer = { "Ctrl-C": "\x03", "Ctrl-D": "\x04" };

/** Asked on a terminal, and answered by these keys. */
function answered(at: Ground, keys: string): Promise<Ran> {
  return onTerminal(at, ["undeploy", "hello"], { at: /\[y\/N\] /, keys });
}

test.concurrent("without a yes everything is named and nothing removed; --yes removes it: the namespace is as it was", async ({
  expect,
}) => {
  await using at = await deployed();
  await at.cluster.kubectl("-n", at.namespace, "create", "job", "now", "--from=cronjob/hello-cron");
  expectClusterGolden("undeploy-unasked", await at.tntc(["undeploy", "hello"]), at);
  expectClusterGolden("undeploy-declined", await answered(at, "n\r"), at);
  for (const [name, keys] of Object.entries(noAnswer)) {
    expect((await answered(at, keys)).stdout, name).toContain("Nothing was removed (NOT-CONFIRMED)");
  }
  expect((await at.tntc(["status", "hello"])).stdout).toContain("ready");
  expectClusterGolden("undeploy", await at.tntc(["undeploy", "hello", "--yes"]), at);
  expect(await objectsIn(at)).toEqual([]);
});

test.concurrent("--keep-secrets leaves the Secret and nothing else, and a second undeploy removes it", async ({
  expect,
}) => {
  await using at = await deployed();
  const kept = await at.tntc(["undeploy", "hello", "--yes", "--keep-secrets", "-o", "json"]);
  expectClusterGolden("undeploy-keep-secrets-json", kept, at);
  expect(await objectsIn(at)).toEqual(["secret/hello-secrets"]);
  expect((await at.tntc(["undeploy", "hello", "--yes"])).exitCode).toBe(0);
  expect(await at.cluster.kubectl("-n", at.namespace, "get", "secrets,leases", "-o", "name")).toBe("");
});

test.concurrent("what helm uninstall leaves behind is found and, after a yes on the terminal, removed too", async ({
  expect,
}) => {
  await using at = await deployed();
  expect(
    (await run([at.env["HELM_BIN"] ?? "", "uninstall", "hello", "-n", at.namespace], { env: at.env })).exitCode,
  ).toBe(0);
  expectClusterGolden("undeploy-consented", await answered(at, "y\r"), at);
  expect(await objectsIn(at)).toEqual([]);
});

test.concurrent("an unknown workflow is not found", async () => {
  await using at = await ground();
  expectClusterGolden("undeploy-unknown", await at.tntc(["undeploy", "nobody", "--yes"]), at);
  expectClusterGolden("undeploy-unknown-json", await at.tntc(["undeploy", "nobody", "--yes", "-o", "json"]), at);
});
