import { afterAll, beforeAll, expect, test } from "vitest";
import { Kube } from "../../src/cluster/api/kube.ts";
import { releases } from "../../src/cluster/release/releases.ts";
import { type Ground, ground } from "./ground.ts";
import { hello } from "./hello.ts";
import { started } from "./started.ts";

async function leases({ cluster, namespace }: Ground): Promise<string> {
  return await cluster.kubectl("-n", namespace, "get", "leases", "-o", "name");
}

/** Starts tntc and signals it as soon as it has said these words: how it ended, and all that it said. */
async function signalled(
  args: string[],
  { once, signal }: { once: string; signal: NodeJS.Signals },
): Promise<{ exitCode: number | null; text: string }> {
  using running = started(at, args);
  const { child, said, ended } = running;
  await expect.poll(() => said.text, { timeout: 20_000, interval: 5 }).toContain(once);
  child.kill(signal);
  return { exitCode: await ended, text: said.text };
}

let at: Ground;

beforeAll(async () => {
  at = await ground();
  for (const version of ["1.0", "2.0"]) {
    await at.write(hello({ version, greeting: version }));
    const { exitCode, stderr } = await at.tntc(["deploy"]);
    expect(exitCode, stderr).toBe(0);
  }
});
afterAll(() => at[Symbol.asyncDispose]());

// One story: each begins with what the one before has left.

test("Ctrl-C during a rollback gives the lease back, and the next command works at once", async () => {
  const { exitCode, text } = await signalled(["rollback", "hello"], { once: "Rollout:", signal: "SIGINT" });
  expect(exitCode).toBe(130);
  expect(text).toContain("(INTERRUPTED)");
  expect(await leases(at)).toBe("");
  const kube = await Kube.connect({ kubeconfig: at.cluster.kubeconfig, namespace: at.namespace });
  const [newest] = await releases(kube, { workflow: "hello", namespace: at.namespace });
  expect(newest, "nobody has seen its pods serve").toMatchObject({ revision: 3, version: "1.0", rollout: "started" });
  expect((await at.tntc(["rollback", "hello", "--version", "2.0"])).exitCode).toBe(0);
});

test("a rollback that was killed is taken over when its lease has expired", async () => {
  await signalled(["rollback", "hello"], { once: "Back from", signal: "SIGKILL" });
  expect(await leases(at)).toContain("hello-deploy");
  const again = await at.tntc(["deploy"]);
  expect(again.exitCode, again.stderr).toBe(0);
  expect(JSON.parse((await at.tntc(["run", "hello"])).stdout).outputs.greet.greeting).toBe("2.0");
});

test("Ctrl-C while undeploy waits for the last pods gives the lease back, and says that all is removed", async () => {
  const { exitCode, text } = await signalled(["undeploy", "hello", "--yes"], {
    once: "Waiting for the last pods",
    signal: "SIGINT",
  });
  expect(exitCode).toBe(130);
  expect(text).toContain("leaving things in order");
  expect(text).toContain('Interrupted; "hello" is removed, and its last pods are still ending (INTERRUPTED)');
  expect(text).not.toContain("again");
  expect((await at.tntc(["status", "hello"])).exitCode).toBe(6);
  expect(await leases(at)).toBe("");
});
