import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectGolden } from "../cli/golden.ts";
import type { Ran } from "../cli/tntc.ts";
import { type Ground, ground } from "./ground.ts";
import { broken, hello } from "./hello.ts";

/** In the sandbox, as workflows usually are. */
let boxed: Ground;
let at: Ground;
let elsewhere: Ground;
/** An image that nobody can pull is given up after 45 s, so the other tests go on meanwhile. */
let unpulled: Promise<Ran>;

beforeAll(async () => {
  [boxed, at, elsewhere] = await Promise.all([ground({ runtimeClass: "gvisor" }), ground(), ground()]);
  await elsewhere.write(hello({ version: "1.0", greeting: "hi", name: "pictured" }));
  const image = ["--image", "registry.invalid.example/engine:1"];
  unpulled = elsewhere.tntc(["deploy", "-o", "json", ...image, "--timeout", "90s"]);
});
afterAll(() => Promise.all([boxed, at, elsewhere].map((each) => each?.[Symbol.asyncDispose]())));

const kubectl = (...args: string[]) => at.cluster.kubectl("-n", at.namespace, ...args);

/** What differs from cluster to cluster and from pod to pod. */
function anonymous(text: string): string {
  return text
    .replaceAll(boxed.namespace, "<namespace>")
    .replaceAll(boxed.cluster.context, "<context>")
    .replaceAll(boxed.image, "<image>")
    .replaceAll(/sha256:[0-9a-f]+/g, "sha256:<hex>")
    .replaceAll(/^ {2}Rollout: .*\n/gm, "")
    .replaceAll(/in \d+\.\d s$/gm, "in <seconds>");
}

describe("deploy", () => {
  const kubectl = (...args: string[]) => boxed.cluster.kubectl("-n", boxed.namespace, ...args);

  test("shows the plan, what it checked and what it did", async () => {
    await boxed.write(hello({ version: "1.0", greeting: "hi" }));
    const ran = await boxed.tntc(["deploy"]);
    expectGolden("deploy/first", anonymous(`${ran.stderr}---\n${ran.stdout}`));
    expect(ran.exitCode).toBe(0);
  });

  test("changes nothing with --dry-run", async () => {
    const before = await kubectl("get", "all,secrets,configmaps", "-o", "name");
    const ran = await boxed.tntc(["deploy", "--dry-run"]);
    expectGolden("deploy/dry-run", anonymous(`${ran.stderr}---\n${ran.stdout}`));
    expect(await kubectl("get", "all,secrets,configmaps", "-o", "name")).toBe(before);
  });

  test("gives programs the release as data", async () => {
    const ran = await boxed.tntc(["deploy", "-o", "json"]);
    const { status, result } = JSON.parse(ran.stdout);
    expect(status).toBe("pass");
    expect(result).toEqual({
      workflow: "hello",
      version: "1.0",
      namespace: boxed.namespace,
      context: boxed.cluster.context,
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      image: expect.stringMatching(/tentacular-engine:[0-9a-f]{16}@sha256:[0-9a-f]{64}$/),
      revision: 2,
      sameAs: 1,
      secrets: "absent",
      replicas: 1,
      rolloutMs: expect.any(Number),
    });
  });

  test("writes down what was deployed where lists find it", async () => {
    const said = await kubectl("get", "secret", "sh.helm.release.v1.hello.v2", "-o", "json");
    const { labels } = JSON.parse(said).metadata;
    expect(labels).toMatchObject({
      "tentacular.io/workflow": "hello",
      "tentacular.io/version": "1.0",
      "tentacular.io/code": expect.stringMatching(/^[0-9a-f]{12}$/),
      "tentacular.io/rollout": "settled",
    });
  });

  test("leaves the pods alone when nothing has changed", async () => {
    const before = await kubectl("get", "pods", "-o", "name");
    expect((await boxed.tntc(["deploy"])).stderr).toContain("hint: Nothing differs from revision 2");
    expect(await kubectl("get", "pods", "-o", "name")).toBe(before);
  });
});

describe("a version that crashes at start", () => {
  test("is explained by its own log, and goes away", async () => {
    await at.write(hello({ version: "1.0", greeting: "hi" }));
    await at.tntc(["deploy"]);
    await at.write(broken("1.1"));
    const ran = await at.tntc(["deploy", "-o", "json"]);
    expect(ran.exitCode).toBe(1);
    const { code, result } = JSON.parse(ran.stdout).result.error;
    expect(code).toBe("ROLLOUT-FAILED");
    expect(result.undone).toMatch(/^rolled back to revision \d+ \(1\.0\)$/);
    expect(result.evidence).toMatchObject({ container: "engine", events: expect.any(Array) });
    expect(result.evidence.log.join("\n")).toContain("the greeter is broken");
  });

  test("is never what a later rollback goes to", async () => {
    await at.write(hello({ version: "1.2", greeting: "later" }));
    await at.tntc(["deploy"]);
    const ran = await at.tntc(["rollback", "hello", "-o", "json"]);
    expect(JSON.parse(ran.stdout).result.to.version).toBe("1.0");
  });

  test("is removed again when it was the first", async () => {
    const files = broken("1.0");
    await at.write({ ...files, "workflow.yaml": files["workflow.yaml"]?.replace("name: hello", "name: first") ?? "" });
    const ran = await at.tntc(["deploy", "-o", "json"]);
    expect(ran.exitCode).toBe(1);
    expect(JSON.parse(ran.stdout).result.error.result.undone).toContain("no earlier revision worked");
    const kinds = "deployments,services,configmaps,serviceaccounts,secrets,leases";
    expect(await kubectl("get", kinds, "-l", "app.kubernetes.io/name=first", "-o", "name")).toBe("");
    expect(await kubectl("get", "secrets", "-l", "name=first", "-o", "name")).toBe("");
  });
});

describe("what somebody has changed by hand", () => {
  test("is set back by the next deploy, aloud", async () => {
    await at.write(hello({ version: "1.0", greeting: "hi", name: "scaled" }));
    await at.tntc(["deploy"]);
    await kubectl("scale", "deployment", "scaled", "--replicas=2");
    const ran = await at.tntc(["deploy", "-o", "json"]);
    expect(ran.stderr).toContain("Changes by hand are set back");
    expect(JSON.parse(ran.stdout).result).toMatchObject({ replicas: 1 });
  });
});

describe("local secrets", () => {
  const mail = `dependencies:
    mail: { protocol: https, host: mail.example.com, auth: { type: bearer-token, secret: mail.token } }`;
  const files = hello({ version: "1.0", greeting: "hi", name: "letters" });
  const workflow = files["workflow.yaml"]?.replace("dependencies: {}", mail) ?? "";
  const node = "export default (ctx) => ({ greeting: String(ctx.dependency('mail').secret).length });\n";

  test("reach the code and never enter the release", async () => {
    await at.write({
      "workflow.yaml": workflow,
      "nodes/greet.ts": node,
      ".secrets.yaml": "mail:\n  token: hunter2-hunter2\n",
    });
    const ran = await at.tntc(["deploy", "-o", "json", "--debug"]);
    expect(JSON.parse(ran.stdout).result.secrets).toBe("applied");
    expect(ran.stderr + ran.stdout).not.toContain("hunter2");
    const said = await at.tntc(["run", "letters"]);
    expect(JSON.parse(said.stdout).outputs.greet).toEqual({ greeting: 15 });
    for (const release of await releasesOf("letters")) expect(release).not.toContain("hunter2");
  });

  test("roll the pods when they change, and only then", async () => {
    const before = await kubectl("get", "pods", "-l", "app.kubernetes.io/name=letters", "-o", "name");
    const same = await at.tntc(["deploy", "-o", "json"]);
    expect(JSON.parse(same.stdout).result.secrets).toBe("unchanged");
    expect(await kubectl("get", "pods", "-l", "app.kubernetes.io/name=letters", "-o", "name")).toBe(before);
    await at.write({ ".secrets.yaml": "mail:\n  token: other\n" });
    await at.tntc(["deploy"]);
    const said = await at.tntc(["run", "letters"]);
    expect(JSON.parse(said.stdout).outputs.greet).toEqual({ greeting: 5 });
  });

  async function releasesOf(name: string): Promise<string[]> {
    const { items } = JSON.parse(await kubectl("get", "secrets", "-l", `owner=helm,name=${name}`, "-o", "json"));
    const { gunzipSync } = await import("node:zlib");
    return items.map(({ data }: { data: { release: string } }) => {
      const inner = Buffer.from(Buffer.from(data.release, "base64").toString("utf8"), "base64");
      return gunzipSync(inner).toString("utf8");
    });
  }
});

describe("of two deploys at the same time", () => {
  test("one wins, and the other says who holds it", async () => {
    await at.write({ ...hello({ version: "2.0", greeting: "x", name: "twice" }), ".secrets.yaml": "{}\n" });
    const both = await Promise.all([at.tntc(["deploy", "-o", "json"]), at.tntc(["deploy", "-o", "json"])]);
    const codes = both.map(({ exitCode }) => exitCode).sort();
    expect(codes).toEqual([0, 5]);
    const loser = both.find(({ exitCode }) => exitCode === 5);
    expect(JSON.parse(loser?.stdout ?? "").result.error).toMatchObject({
      code: "LEASE-HELD",
      result: { holder: expect.stringMatching(/@/) },
    });
    expect(await kubectl("get", "lease", "-o", "name")).toBe("");
  });
});

describe("a cron trigger", () => {
  test("becomes a CronJob whose job runs the workflow once, under its own name", async () => {
    const more = 'triggers:\n  - { type: cron, name: nightly, schedule: "0 3 * * *", timezone: Europe/Berlin }\n';
    await at.write(hello({ version: "1.0", greeting: "tick", name: "ticks", more }));
    expect((await at.tntc(["deploy"])).exitCode).toBe(0);
    await kubectl("create", "job", "tick-1", "--from=cronjob/ticks-cron");
    await kubectl("wait", "--for=condition=Complete", "job/tick-1", "--timeout=60s");
    const path = `/api/v1/namespaces/${at.namespace}/services/http:ticks:8080/proxy/runs/tick-1`;
    const run = JSON.parse(await at.cluster.kubectl("get", "--raw", path));
    expect(run).toMatchObject({ runId: "tick-1", trigger: "cron" });
    expect(JSON.stringify(run)).toContain("tick");
  });
});

test("an image that only the nodes can look for is given up when it is not there", async () => {
  const ran = await unpulled;
  expect(ran.stderr).toContain("Image not checked");
  const { code, message } = JSON.parse(ran.stdout).result.error;
  expect(code).toBe("ROLLOUT-FAILED");
  expect(message).toMatch(/ImagePull|ErrImagePull/);
});
