import { spawn } from "node:child_process";
import { expect, test } from "vitest";
import { Kube } from "../../src/cluster/api/kube.ts";
import { releases } from "../../src/cluster/release/releases.ts";
import { packageRoot } from "../../src/package-root.ts";
import { plainEnv } from "../cli/tntc.ts";
import { counting } from "./counting.ts";
import { type Ground, ground } from "./ground.ts";
import { hello } from "./hello.ts";

/** Starts tntc, which ends with the test at the latest; its exit code comes when it ends. */
function start(at: Ground, args: string[]) {
  const child = spawn(`${packageRoot()}/node_modules/.bin/tntc`, args, {
    cwd: at.dir,
    env: { ...plainEnv(), ...at.env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const said = { text: "" };
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said.text += text;
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  return { child, said, ended, [Symbol.dispose]: () => void child.kill("SIGKILL") };
}

async function leases({ cluster, namespace }: Ground): Promise<string> {
  return await cluster.kubectl("-n", namespace, "get", "leases", "-o", "name");
}

async function deployTwice(at: Ground): Promise<void> {
  for (const version of ["1.0", "2.0"]) {
    await at.write(hello({ version, greeting: version }));
    const { exitCode, stderr } = await at.tntc(["deploy"]);
    expect(exitCode, stderr).toBe(0);
  }
}

test.concurrent("Ctrl-C during a rollback gives the lease back, and the next command works at once", async ({
  expect,
}) => {
  await using at = await ground();
  await deployTwice(at);
  using started = start(at, ["rollback", "hello"]);
  const { child, said, ended } = started;
  await expect.poll(() => said.text, { timeout: 20_000, interval: 5 }).toContain("Rollout:");
  child.kill("SIGINT");
  expect(await ended).toBe(130);
  expect(said.text).toContain("(INTERRUPTED)");
  expect(await leases(at)).toBe("");
  const kube = await Kube.connect({ kubeconfig: at.cluster.kubeconfig, namespace: at.namespace });
  const [newest] = await releases(kube, { workflow: "hello", namespace: at.namespace });
  expect(newest, "nobody has seen its pods serve").toMatchObject({ revision: 3, version: "1.0", rollout: "started" });
  expect((await at.tntc(["rollback", "hello", "--version", "2.0"])).exitCode).toBe(0);
});

test.concurrent("Ctrl-C during a run leaves the run alone, and says how to get its result", async ({ expect }) => {
  await using at = await ground();
  await at.write(counting);
  expect((await at.tntc(["deploy"])).exitCode).toBe(0);
  using started = start(at, ["run", "counting", "--run-id", "left", "--input", '{"ms":4000}']);
  const { child, said, ended } = started;
  const runs = `/api/v1/namespaces/${at.namespace}/services/counting:8080/proxy/runs`;
  const states = async () => JSON.parse(await at.cluster.kubectl("get", "--raw", runs)).runs[0]?.state;
  await expect.poll(states, { timeout: 20_000, interval: 100 }).toBe("running");
  child.kill("SIGINT");
  expect(await ended).toBe(130);
  expect(said.text).toContain('Interrupted; run "left" of "counting" goes on (INTERRUPTED)');
  expect(said.text).toContain("tntc run counting --run-id left");
  const again = await at.tntc(["run", "counting", "--run-id", "left"]);
  expect(JSON.parse(again.stdout).outputs.count.runs, again.stderr).toBe(1);
});

test.concurrent("Ctrl-C while undeploy waits for the last pods gives the lease back, and says so", async ({
  expect,
}) => {
  await using at = await ground();
  await at.write(hello({ version: "1.0", greeting: "hi" }));
  expect((await at.tntc(["deploy"])).exitCode).toBe(0);
  using started = start(at, ["undeploy", "hello", "--yes"]);
  const { child, said, ended } = started;
  await expect.poll(() => said.text, { timeout: 20_000, interval: 5 }).toContain("Waiting for the last pods");
  child.kill("SIGINT");
  expect(await ended).toBe(130);
  expect(said.text).toContain("leaving things in order");
  expect(await leases(at)).toBe("");
});

test.concurrent("a rollback that was killed is taken over when its lease has expired", async ({ expect }) => {
  await using at = await ground();
  await deployTwice(at);
  using started = start(at, ["rollback", "hello"]);
  const { child, said, ended } = started;
  await expect.poll(() => said.text, { timeout: 20_000, interval: 5 }).toContain("Back from");
  child.kill("SIGKILL");
  await ended;
  expect(await leases(at)).toContain("hello-deploy");
  const again = await at.tntc(["deploy"]);
  expect(again.exitCode, again.stderr).toBe(0);
  expect(JSON.parse((await at.tntc(["run", "hello"])).stdout).outputs.greet.greeting).toBe("2.0");
});
