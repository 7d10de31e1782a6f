import { createServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { tntc } from "../cli/tntc.ts";
import { descendants, lingering } from "./program.ts";
import { programInTest } from "./program-in-test.ts";
import { sample } from "./sample.ts";

test("the result goes to stdout, what nodes write to stderr", async () => {
  using space = sample({
    nodes: {
      greet:
        "export default async (ctx, input) => { ctx.log.info('hi'); console.log('plain'); return { hello: input.name }; };",
    },
  });
  const { stdout, stderr, exitCode } = await tntc(["run", "--local", "--input", '{"name":"reader"}'], {
    cwd: space.dir,
  });
  expect(exitCode, stderr).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ success: true, outputs: { greet: { hello: "reader" } } });
  expect(stderr).toContain("hi");
  expect(stderr).toContain("plain");
});

test("a failed run is a result, and exits with 1", async () => {
  using space = sample({ nodes: { fails: "export default async () => {\n  throw new Error('no luck');\n};" } });
  const { stdout, stderr, exitCode } = await tntc(["run", "--local"], { cwd: space.dir });
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ success: false, errors: { fails: expect.stringContaining("no luck") } });
  const place = { node: "fails", code: "node-failed", file: "nodes/fails.ts", line: 2, column: 9 };
  expect(JSON.parse(stdout).failures).toEqual([place]);
  expect(stderr).toContain("fails ✗ no luck");
  expect(stderr, "an error is said once").toMatch(/✗ Run \S+ failed: fails \(nodes\/fails\.ts:2:9\) \(\d+ ms\)\n$/);
});

test("nodes have the permissions of the contract, and no more", async () => {
  const server = createServer((_, response) => response.end("real"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const nodes = { ask: `export default async () => (await fetch("http://127.0.0.1:${port}/")).text();` };
  try {
    using declared = sample({
      nodes,
      more: `contract: { version: "1", dependencies: { it: { protocol: http, host: 127.0.0.1, port: ${port} } } }`,
    });
    using bare = sample({ nodes });
    const allowed = await tntc(["run", "--local"], { cwd: declared.dir });
    expect(allowed.exitCode, allowed.stderr).toBe(0);
    const refused = await tntc(["run", "--local"], { cwd: bare.dir });
    expect(refused.exitCode).toBe(1);
    expect(refused.stdout).toContain("not permitted");
  } finally {
    server.close();
  }
});

test("a run that takes too long ends with the exit code of a timeout, and leaves nothing running", async () => {
  using space = sample({ nodes: { slow: "export default () => new Promise((done) => setTimeout(done, 60_000));" } });
  await using run = programInTest(["run", "--local", "--timeout", "1s"], { cwd: space.dir });
  await wait(900);
  const below = descendants(run.pid);
  expect(await run.ended).toBe(8);
  expect(run.said()).toContain("RUN-TIMEOUT");
  expect(await lingering(below)).toEqual([]);
});

test("a broken workflow is told before anything starts", async () => {
  using space = sample({ nodes: { word: "export default 1 +;" } });
  const { stderr, exitCode } = await tntc(["run", "--local"], { cwd: space.dir });
  expect(exitCode).toBe(3);
  expect(stderr).toContain("nodes/word.ts:1");
});

test("broken secrets are told before anything starts, as deploy tells them", async () => {
  using space = sample({
    nodes: { word: "export default () => 1;" },
    files: { ".secrets.yaml": "api: { token: t0ken\n" },
  });
  const { stdout, stderr, exitCode } = await tntc(["run", "--local", "-o", "json"], { cwd: space.dir });
  expect(exitCode).toBe(3);
  expect(JSON.parse(stdout)).toMatchObject({ result: { error: { code: "SECRETS-INVALID" } } });
  expect(stdout + stderr).not.toContain("t0ken");
});

const needsTwo = `contract:
  version: "1"
  dependencies:
    one: { protocol: https, host: one.example.com, auth: { type: bearer-token, secret: one.token } }
    two: { protocol: https, host: two.example.com, auth: { type: bearer-token, secret: two.token } }`;

test("declared secrets that are missing are told, and the run goes on", async () => {
  const nodes = { word: "export default () => 1;" };
  using none = sample({ nodes, more: needsTwo });
  using half = sample({
    nodes,
    more: needsTwo,
    files: { ".secrets.yaml": "one: { token: t0ken }\ntow: { token: t0ken }\n" },
  });
  const without = await tntc(["run", "--local"], { cwd: none.dir });
  expect(without.exitCode).toBe(0);
  expect(without.stderr).toContain('The secrets "one.token", "two.token" are not in .secrets.yaml');
  const { stderr } = await tntc(["run", "--local"], { cwd: half.dir });
  expect(stderr).toContain('The secret "two.token" is missing: nodes run without');
  expect(stderr).toContain('"tow.token" is in .secrets.yaml: did you mean "two.token"?');
});

test("a secret that the repository shares reaches the node as its value, as deploy gives it, and is redacted", async () => {
  const show =
    "console.log('said at the top');\nexport default async (ctx) => { console.log(ctx.secrets.mail.token); return Object.keys(ctx.secrets.text); };";
  using space = sample({
    nodes: { show },
    more: "",
    files: {
      ".git/HEAD": "ref: refs/heads/main\n",
      ".secrets/mail": { token: "shared-t0ken" },
      ".secrets/words": "some words\n",
      ".secrets.yaml": "mail: $shared.mail\ntext: $shared.words\n",
    },
  });
  const { stdout, stderr, exitCode } = await tntc(["run", "--local"], { cwd: space.dir });
  expect(exitCode, stderr).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ outputs: { show: ["value"] } });
  expect(stderr).toMatch(/said at the top\n.*«redacted»/);
  expect(stdout + stderr).not.toContain("$shared");
});

test("the limits of the workflow hold at the desk, too, and the refusal names their key", async () => {
  using space = sample({
    nodes: { echo: "export default async (_ctx, input) => input;" },
    more: "deployment: { limits: { maxBody: 20 } }",
  });
  const input = ["--input", JSON.stringify({ text: "x".repeat(50) })];
  const { stderr, exitCode } = await tntc(["run", "--local", ...input], { cwd: space.dir });
  expect(exitCode).toBe(1);
  expect(stderr).toContain("Body is longer than 20 bytes");
  expect(stderr).toContain("deployment.limits.maxBody in workflow.yaml");
});
