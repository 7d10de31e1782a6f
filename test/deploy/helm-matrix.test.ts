import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { HelmVersion } from "../cluster/helm-binary.ts";
import { deployerRules } from "./deployer-rules.ts";
import { type Ground, ground } from "./ground.ts";
import { limitedUser } from "./limited-user.ts";
import { type ModuleGround, moduleGround } from "./module-ground.ts";
import { objectsIn } from "./objects-in.ts";
import { passesItsTest } from "./passes-its-test.ts";
import { pricing } from "./pricing.ts";

type Files = Record<string, string>;

const schedule = "0 0 1 1 *";
const triggers = { manual: false, cron: [{ jobName: "pricing-cron", schedule, input: {} }] };
const note = "naïve 日本 🚀 {{ .Values.code }} $(RUN_ID) <&>\t";
const v1 = pricing({ zod: "3.22.4", note, more: `triggers: [{ type: cron, schedule: "${schedule}" }]\n` });
const v2 = pricing({ version: "2.0", note: "second" });
const v3 = {
  ...pricing({ version: "3.0" }),
  "nodes/price.ts": `throw new Error("the pricer is broken");\nexport default () => ({});\n`,
};

/** The module proxy of all three stories, and the first two versions with their locks. */
let shared: ModuleGround;
let first: Files;
let second: Files;

beforeAll(async () => {
  shared = await moduleGround();
  first = await locked(v1);
  second = await locked(v2);
});
afterAll(() => shared[Symbol.asyncDispose]());

/** With a lock, for then a deploy asks nothing of the proxy; its user would need more rights for that. */
async function locked(files: Files): Promise<Files> {
  await shared.write(files);
  const { exitCode, stderr } = await shared.tntc(["contract", "lock"]);
  expect(exitCode, stderr).toBe(0);
  return { ...files, "deno.lock": await readFile(join(shared.dir, "deno.lock"), "utf8") };
}

/** Ground where the module proxy serves, and the way of a user who has just the verbs that preflight asks for. */
async function story(helm: HelmVersion): Promise<Ground & { user: Record<string, string> }> {
  const at = await ground({ helm, system: shared.system.namespace });
  return { ...at, user: { KUBECONFIG: await limitedUser(at, deployerRules(triggers)) } };
}

async function deploys(at: Ground & { user: Record<string, string> }, files: Files): Promise<void> {
  await at.write(files);
  const { exitCode, stderr, stdout } = await at.tntc(["deploy"], { env: at.user });
  expect(stderr + stdout).toMatch(/Deployed pricing/);
  expect(exitCode).toBe(0);
}

async function price(at: Ground): Promise<object> {
  const { stdout, stderr } = await at.tntc(["run", "pricing", "--input", '{"net": 100}']);
  expect(stderr).toContain("succeeded");
  return JSON.parse(stdout).outputs.price;
}

const paid = { gross: 120, greeting: "Hello, Ada", version: "1.0", note };

/** What the pods of the newest revision mount as code: the files, and the import map. */
async function mounted({ cluster, namespace }: Ground): Promise<{ code: Files; map: string }> {
  const get = async (...what: string[]) =>
    JSON.parse(await cluster.kubectl("-n", namespace, "get", ...what, "-o", "json"));
  const { volumes } = (await get("deployment", "pricing")).spec.template.spec;
  const { sources } = volumes.find((volume: { name: string }) => volume.name === "code").projected;
  const [code, map] = sources.map((source: { configMap: object }) => source.configMap);
  const { data } = await get("configmap", code.name);
  const files = code.items.map(({ key, path }: { key: string; path: string }) => [path, data[key]]);
  return {
    code: Object.fromEntries(files),
    map: (await get("configmap", map.name)).data["import_map.json"],
  };
}

function maps({ cluster, namespace }: Ground): Promise<string> {
  return cluster.kubectl("-n", namespace, "get", "configmaps", "-o", "name");
}

/** A map as Helm leaves it behind when it forgets the revision that had it. */
async function forgottenMap(at: Ground): Promise<void> {
  const { cluster, namespace } = at;
  const [own = ""] = (await maps(at)).split("\n").filter((name) => /import-map/.test(name));
  const { metadata } = JSON.parse(await cluster.kubectl("-n", namespace, "get", own, "-o", "json"));
  const forgotten = { name: "pricing-import-map-000000000000", labels: metadata.labels };
  await cluster.apply([{ apiVersion: "v1", kind: "ConfigMap", metadata: forgotten }], namespace);
}

/** Lets the user read logs too: a deploy goes without, but then cannot show what a crash had said. */
async function allowLogs({ cluster, namespace }: Ground): Promise<void> {
  const rules = [...deployerRules(triggers), { apiGroups: [""], resources: ["pods/log"], verbs: ["get"] }];
  const role = { apiVersion: "rbac.authorization.k8s.io/v1", kind: "Role", metadata: { name: "dev" }, rules };
  await cluster.apply([role], namespace);
}

/** What the user is made of: we made none of it. */
const theUser = [
  "role.rbac.authorization.k8s.io/dev",
  "rolebinding.rbac.authorization.k8s.io/dev",
  "serviceaccount/dev",
];

const secret = (key: string) => ({ ".secrets.yaml": `any:\n  key: ${key}\n` });

test.concurrent.each(["3.18.0", "4.1.4", "4.2.3"] as const)(
  "with Helm %s, by a user who has just the verbs that preflight asks for: a rollback gives the first version's exact bytes and import map, helm test passes, a broken version goes back by itself, and nothing stays",
  async (helm) => {
    await using at = await story(helm);
    await deploys(at, { ...first, ...secret("one") });
    expect(await price(at)).toEqual(paid);
    const before = await mounted(at);
    expect(before.code).toEqual(first);
    expect(before.map).toContain("/zod@3.22.4?target=denonext");
    await passesItsTest(at, "pricing");
    await forgottenMap(at);

    await deploys(at, { ...second, ...secret("two") });
    expect(await price(at)).toMatchObject({ version: "2.0", note: "second" });
    expect((await mounted(at)).map).toContain("/zod@3.25.76?target=denonext");
    expect(await maps(at)).not.toContain("000000000000");

    const back = await at.tntc(["rollback", "pricing"]);
    expect(back.stdout).toMatch(/from revision 2 \(2\.0, [0-9a-f]{12}\) to 1 \(1\.0, [0-9a-f]{12}\), now revision 3/);
    expect(await price(at)).toEqual(paid);
    expect(await mounted(at)).toEqual(before);

    await allowLogs(at);
    await at.write(v3);
    const failed = await at.tntc(["deploy"], { env: at.user });
    expect(failed.exitCode).toBe(1);
    expect(failed.stderr).toContain("the pricer is broken");
    expect(failed.stderr).toContain("rolled back to revision 3 (1.0)");
    expect(failed.stderr).toContain("which serves");
    expect(await price(at)).toEqual(paid);

    await at.cluster.kubectl("-n", at.namespace, "create", "job", "now", "--from=cronjob/pricing-cron");
    const removed = await at.tntc(["undeploy", "pricing", "--yes"]);
    expect(removed.exitCode).toBe(0);
    const left = await objectsIn(at);
    expect(left.sort()).toEqual(theUser);
  },
);
