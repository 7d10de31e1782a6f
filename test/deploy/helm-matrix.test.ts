import { expect, test } from "vitest";
import { type Ground, ground } from "./ground.ts";
import { broken, hello } from "./hello.ts";
import { objectsIn } from "./objects-in.ts";

const yearly = 'triggers: [{ type: cron, schedule: "0 0 1 1 *" }]\n';
const v1 = hello({ version: "1.0", greeting: "naïve 日本 🚀 {{ .Values.code }} $(RUN_ID) <&>\t", more: yearly });
const v2 = hello({ version: "2.0", greeting: "second" });

async function deploys(at: Ground, files: Record<string, string>): Promise<void> {
  await at.write(files);
  const { exitCode, stderr, stdout } = await at.tntc(["deploy"]);
  expect(stderr + stdout).toMatch(/Deployed hello/);
  expect(exitCode).toBe(0);
}

async function greeting(at: Ground): Promise<string> {
  const { stdout, stderr } = await at.tntc(["run", "hello"]);
  expect(stderr).toContain("succeeded");
  const result: { outputs: { greet: { greeting: string } } } = JSON.parse(stdout);
  return result.outputs.greet.greeting;
}

/** The code that the pods mount, file by file. */
async function mountedCode({ cluster, namespace }: Ground): Promise<Record<string, string>> {
  const said = await cluster.kubectl("-n", namespace, "get", "deployment", "hello", "-o", "json");
  const { volumes } = JSON.parse(said).spec.template.spec;
  const { sources } = volumes.find((volume: { name: string }) => volume.name === "code").projected;
  const { name, items } = sources[0].configMap;
  const { data } = JSON.parse(await cluster.kubectl("-n", namespace, "get", "configmap", name, "-o", "json"));
  return Object.fromEntries(items.map(({ key, path }: { key: string; path: string }) => [path, data[key]]));
}

test.concurrent.each(["3.18.0", "4.1.4", "4.2.3"] as const)(
  "with Helm %s a rollback gives the first version's exact bytes, a broken version goes back by itself, and nothing stays",
  async (helm) => {
    await using at = await ground({ helm });
    await deploys(at, v1);
    expect(await greeting(at)).toBe("naïve 日本 🚀 {{ .Values.code }} $(RUN_ID) <&>\t");
    await deploys(at, v2);
    expect(await greeting(at)).toBe("second");

    const back = await at.tntc(["rollback", "hello"]);
    expect(back.stdout).toMatch(/from revision 2 \(2\.0, [0-9a-f]{12}\) to 1 \(1\.0, [0-9a-f]{12}\), now revision 3/);
    expect(await greeting(at)).toBe("naïve 日本 🚀 {{ .Values.code }} $(RUN_ID) <&>\t");
    expect(await mountedCode(at)).toEqual(v1);

    await at.write(broken("3.0"));
    const failed = await at.tntc(["deploy"]);
    expect(failed.exitCode).toBe(1);
    expect(failed.stderr).toContain("the greeter is broken");
    expect(failed.stderr).toContain("rolled back to revision 3 (1.0)");
    expect(await greeting(at)).toBe("naïve 日本 🚀 {{ .Values.code }} $(RUN_ID) <&>\t");

    await at.cluster.kubectl("-n", at.namespace, "create", "job", "now", "--from=cronjob/hello-cron");
    const removed = await at.tntc(["undeploy", "hello", "--yes"]);
    expect(removed.exitCode).toBe(0);
    expect(await objectsIn(at)).toEqual([]);
  },
);
