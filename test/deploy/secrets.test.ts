import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../cli/tntc.ts";
import { type Ground, ground } from "./ground.ts";
import { hello } from "./hello.ts";

let at: Ground;
const contract = (secret: string) =>
  `    mail: {protocol: https, host: mail.example.com, auth: {type: bearer-token, secret: ${secret}}}\n`;

beforeAll(async () => {
  at = await ground();
});
afterAll(() => at[Symbol.asyncDispose]());

/** hello with a dependency that needs a secret. */
function mailing(version: string, secret = "mail.token"): Record<string, string> {
  const files = hello({ version, greeting: "hi" });
  const text = files["workflow.yaml"] ?? "";
  return { ...files, "workflow.yaml": text.replace("dependencies: {}\n", `dependencies:\n${contract(secret)}`) };
}

async function secret(): Promise<{ data: Record<string, string>; labels: Record<string, string>; version: string }> {
  const found = JSON.parse(
    await at.cluster.kubectl("-n", at.namespace, "get", "secret", "hello-secrets", "-o", "json"),
  );
  const data = Object.entries<string>(found.data).map(([key, value]) => [key, Buffer.from(value, "base64").toString()]);
  return { data: Object.fromEntries(data), labels: found.metadata.labels, version: found.metadata.resourceVersion };
}

test("a secret that nobody has provided stops the deploy, by name", async () => {
  await at.write(mailing("1.0"));
  const { exitCode, stderr } = await at.tntc(["deploy"]);
  expect(exitCode).toBe(4);
  expect(stderr).toContain("mail.token");
  expect(await at.cluster.kubectl("-n", at.namespace, "get", "secrets", "-o", "name")).toBe("");
});

test("local secrets become the workflow's Secret, and are nowhere else", async () => {
  await at.write({ ".secrets.yaml": "mail:\n  token: hunter2-mail\n", ".secrets/plain": "hunter2-plain\n" });
  const { exitCode, stdout, stderr } = await at.tntc(["deploy", "--debug"]);
  expect(exitCode).toBe(0);
  const { data, labels } = await secret();
  expect(data).toEqual({ mail: '{"token":"hunter2-mail"}', plain: "hunter2-plain" });
  expect(labels).toMatchObject({ "app.kubernetes.io/name": "hello", "app.kubernetes.io/managed-by": "tentacular" });

  const helm = (...args: string[]) =>
    run([at.env["HELM_BIN"] ?? "", ...args, "hello", "-n", at.namespace], { env: at.env });
  const release = (await Promise.all([helm("get", "all"), helm("get", "hooks")])).map((each) => each.stdout).join();
  expect(release).toContain("hello-secrets");
  expect(release + stdout + stderr).not.toContain("hunter2");
});

test("the same secrets again change nothing; new ones start new pods", async () => {
  const before = await secret();
  const pod = () =>
    at.cluster.kubectl("-n", at.namespace, "get", "pods", "-o", "name", "--field-selector=status.phase=Running");
  const pods = await pod();
  expect((await at.tntc(["deploy"])).exitCode).toBe(0);
  expect((await secret()).version).toBe(before.version);
  expect(await pod()).toBe(pods);
  await at.write({ ".secrets.yaml": "mail: {token: other}\n" });
  expect((await at.tntc(["deploy"])).exitCode).toBe(0);
  expect((await secret()).data["mail"]).toBe('{"token":"other"}');
  expect(await pod()).not.toBe(pods);
});

test("a desk without secrets leaves the cluster's alone", async () => {
  const before = await secret();
  const elsewhere = await ground();
  await elsewhere.write(mailing("2.0"));
  const { exitCode } = await elsewhere.tntc(["deploy", "-n", at.namespace]);
  await elsewhere[Symbol.asyncDispose]();
  expect(exitCode).toBe(0);
  expect(await secret()).toEqual(before);
});

test("a secret that is taken out of .secrets.yaml is missed before it goes, unless somebody else holds it there", async () => {
  const before = await secret();
  await at.write({ ...mailing("3.0"), ".secrets.yaml": "other: {token: x}\n" });
  const refused = await at.tntc(["deploy"]);
  expect(refused.exitCode, refused.stderr).toBe(4);
  expect(refused.stderr).toContain('The code needs the secret "mail.token"');
  expect(refused.stderr).toContain('.secrets.yaml would replace the Secret "hello-secrets", which has it');
  expect(await secret()).toEqual(before);
  const patch = JSON.stringify({ data: { mail: Buffer.from('{"token":"by hand"}').toString("base64") } });
  await at.cluster.kubectl("-n", at.namespace, "patch", "secret", "hello-secrets", "-p", patch);
  expect((await at.tntc(["deploy"])).exitCode).toBe(0);
  // A deploy takes over what it says itself, and gives back what it does not.
  expect((await secret()).data).toMatchObject({ mail: '{"token":"by hand"}', other: '{"token":"x"}' });
});
