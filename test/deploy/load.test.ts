import { expect, test } from "vitest";
import { type Ground, ground } from "./ground.ts";
import { Load, loadName } from "./load.ts";

/** A workflow that tells the load of each execution, and takes a moment for it. */
function counting({ namespace }: Ground, version: string, { crash = false } = {}): Record<string, string> {
  return {
    "workflow.yaml": `name: counted
version: "${version}"
nodes:
  count:
    path: ./nodes/count.ts
contract:
  version: "1"
  dependencies:
    load: { protocol: http, host: ${loadName}.${namespace}.svc.cluster.local, port: 8080 }
  networkPolicy:
    ingress: [{ podSelector: { app: ${loadName} }, reason: the load }]
`,
    "nodes/count.ts": `${crash ? 'throw new Error("crash at start");\n' : ""}// version ${version}
export default async (ctx, input) => {
  const answer = await fetch(\`http://${loadName}.${namespace}.svc.cluster.local:8080/hit?id=\${input.id}\`);
  await answer.body?.cancel();
  await new Promise((resolve) => setTimeout(resolve, 30));
  return { id: input.id, version: "${version}" };
};
`,
  };
}

async function deploy(at: Ground, files: Record<string, string>): Promise<number> {
  await at.write(files);
  return (await at.tntc(["deploy"])).exitCode;
}

test("50 requests a second through a deploy, an automatic rollback and a rollback: none fails, none runs twice", async () => {
  await using at = await ground();
  expect(await deploy(at, counting(at, "1.0"))).toBe(0);
  const target = `http://counted.${at.namespace}.svc.cluster.local:8080`;
  const load = await Load.start(at, { target, perSecond: 50 });

  expect(await deploy(at, counting(at, "2.0"))).toBe(0);
  expect(await deploy(at, counting(at, "3.0", { crash: true }))).toBe(1);
  expect((await at.tntc(["rollback", "counted", "--version", "1.0"])).exitCode).toBe(0);
  // The load goes on until the pods that were replaced last have ended.
  const pods = () =>
    at.cluster.kubectl("-n", at.namespace, "get", "pods", "-l", "app.kubernetes.io/name=counted", "-o", "name");
  await expect.poll(pods, { timeout: 90_000 }).toMatch(/^\S+\n$/);

  const { seconds, sent, answered, failed, executions } = await load.stop();
  expect(sent).toBeGreaterThanOrEqual(45 * seconds);
  expect(failed).toEqual([]);
  expect(answered).toBe(sent);
  const times = Object.values(executions);
  expect(times.filter((count) => count !== 1)).toEqual([]);
  expect(times.length).toBe(sent);
});
