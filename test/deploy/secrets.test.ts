import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Ground, ground } from "./ground.ts";
import { hello } from "./hello.ts";

let at: Ground;

beforeAll(async () => {
  at = await ground();
});
afterAll(() => at[Symbol.asyncDispose]());

/** hello with a dependency that needs a secret, and tells how long it is. */
const mailing = {
  ...hello({
    version: "1.0",
    greeting: "",
    dependencies:
      "{ mail: { protocol: https, host: mail.example.com, auth: { type: bearer-token, secret: mail.token } } }",
  }),
  "nodes/greet.ts": "export default (ctx) => String(ctx.dependency('mail').secret).length;\n",
};

async function secret(): Promise<{ data: Record<string, string>; labels: Record<string, string>; version: string }> {
  const found = JSON.parse(
    await at.cluster.kubectl("-n", at.namespace, "get", "secret", "hello-secrets", "-o", "json"),
  );
  const data = Object.entries<string>(found.data).map(([key, value]) => [key, Buffer.from(value, "base64").toString()]);
  return { data: Object.fromEntries(data), labels: found.metadata.labels, version: found.metadata.resourceVersion };
}

/** How long the secret is that the node sees. */
async function seen(): Promise<number> {
  return JSON.parse((await at.tntc(["run", "hello"])).stdout).outputs.greet;
}

const running = ["get", "pods", "-o", "name", "--field-selector=status.phase=Running"];
const kubectl = (...args: string[]) => at.cluster.kubectl("-n", at.namespace, ...args);

/** All that Helm has written down, revision by revision. */
async function releasesOf(name: string): Promise<string[]> {
  const { items } = JSON.parse(await kubectl("get", "secrets", "-l", `owner=helm,name=${name}`, "-o", "json"));
  return items.map(({ data }: { data: { release: string } }) => {
    const inner = Buffer.from(Buffer.from(data.release, "base64").toString("utf8"), "base64");
    return gunzipSync(inner).toString("utf8");
  });
}

test("a secret that nobody has provided stops the deploy, by name", async () => {
  await at.write(mailing);
  const { exitCode, stderr } = await at.tntc(["deploy"]);
  expect(exitCode).toBe(4);
  expect(stderr).toContain(
    'Add mail: { token: … } to .secrets.yaml beside workflow.yaml, or to the Secret "hello-secrets" the key mail with {"token":"…"}',
  );
  expect(await kubectl("get", "secrets", "-o", "name")).toBe("");
});

test("one that is empty, or in another form, is as good as none, and the deploy says where it stands", async () => {
  await kubectl("create", "secret", "generic", "hello-secrets", "--from-literal=mail.token=abc");
  const { exitCode, stderr } = await at.tntc(["deploy"]);
  expect(exitCode).toBe(4);
  expect(stderr).toContain('"mail.token" is one name in the Secret "hello-secrets", but must be mail with {"token":');
  await kubectl("delete", "secret", "hello-secrets");
  await at.write({ ".secrets.yaml": "mail:\n  token:\n" });
  const empty = await at.tntc(["deploy"]);
  expect(empty.exitCode).toBe(4);
  expect(empty.stderr).toContain('"mail.token" is empty in .secrets.yaml');
});

test("local secrets become the workflow's Secret, reach the code, and are nowhere else", async () => {
  await at.write({ ".secrets.yaml": "mail:\n  token: hunter2-mail\n", ".secrets/plain": "hunter2-plain\n" });
  const { exitCode, stdout, stderr } = await at.tntc(["deploy", "-o", "json", "--debug"]);
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout).result.secrets).toBe("applied");
  const { data, labels } = await secret();
  expect(data).toEqual({ mail: '{"token":"hunter2-mail"}', plain: "hunter2-plain" });
  expect(labels).toMatchObject({ "app.kubernetes.io/name": "hello", "app.kubernetes.io/managed-by": "tentacular" });
  expect(await seen()).toBe("hunter2-mail".length);
  const [release, ...others] = await releasesOf("hello");
  expect(others).toEqual([]);
  expect(release).toContain("hello-secrets");
  expect(release + stdout + stderr).not.toContain("hunter2");
});

test("the same secrets again change nothing; new ones start new pods", async () => {
  const [before, pods] = [await secret(), await kubectl(...running)];
  const same = await at.tntc(["deploy", "-o", "json"]);
  expect(JSON.parse(same.stdout).result.secrets).toBe("unchanged");
  expect((await secret()).version).toBe(before.version);
  expect(await kubectl(...running)).toBe(pods);
  await at.write({ ".secrets.yaml": "mail: {token: other}\n" });
  expect((await at.tntc(["deploy"])).exitCode).toBe(0);
  expect((await secret()).data["mail"]).toBe('{"token":"other"}');
  expect(await kubectl(...running)).not.toBe(pods);
  expect(await seen()).toBe("other".length);
});

test("a desk without secrets leaves the cluster's alone", async () => {
  const before = await secret();
  await at.write(Object.fromEntries(Object.entries(mailing).map(([path, text]) => [`elsewhere/${path}`, text])));
  const { exitCode, stderr } = await at.tntc(["deploy", "elsewhere"]);
  expect(exitCode, stderr).toBe(0);
  expect(await secret()).toEqual(before);
  expect(await seen()).toBe("other".length);
});

test("a secret that is taken out of .secrets.yaml is missed before it goes, unless somebody else holds it there", async () => {
  const before = await secret();
  await at.write({ ".secrets.yaml": "other: {token: x}\n" });
  const refused = await at.tntc(["deploy"]);
  expect(refused.exitCode, refused.stderr).toBe(4);
  expect(refused.stderr).toContain('The code needs the secret "mail.token"');
  expect(refused.stderr).toContain('.secrets.yaml would replace the Secret "hello-secrets", which has it');
  expect(await secret()).toEqual(before);
  const patch = JSON.stringify({ data: { mail: Buffer.from('{"token":"by hand"}').toString("base64") } });
  await kubectl("patch", "secret", "hello-secrets", "-p", patch);
  expect((await at.tntc(["deploy"])).exitCode).toBe(0);
  // A deploy takes over what it says itself, and gives back what it does not.
  expect((await secret()).data).toMatchObject({ mail: '{"token":"by hand"}', other: '{"token":"x"}' });
});
