import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { readyEngine } from "./start-engine.ts";
import { writeWorkflow } from "./write-workflow.ts";

/** A server that answers what it was asked. */
async function mirror(): Promise<number> {
  const server = createServer((request, response) => {
    const { authorization, "x-api-key": key } = request.headers;
    response.end(JSON.stringify({ path: request.url, authorization, key }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

const contract = (port: number) => `contract:
  version: "1"
  dependencies:
    api: { protocol: http, host: 127.0.0.1, port: ${port}, auth: { type: bearer-token, secret: api.token } }
    db: { protocol: postgresql, host: pg.example.com, database: fin, user: app, auth: { type: password, secret: pg.password } }
`;

test("ctx gives config, secrets, ids and dependencies as the contract says", async () => {
  const probe = `import type { Context } from "tentacular";
export default async (ctx: Context) => {
  const { fetch, config, runId, nodeId, secrets } = ctx;
  const { fetch: _, ...db } = ctx.dependency("db");
  const own = await ctx.dependency("api").fetch!("/own", { headers: { authorization: "mine" } });
  const added = await fetch("api", "/added");
  let undeclared = "";
  try { ctx.dependency("nothing") } catch (error) { undeclared = (error as Error).message }
  return { own: await own.json(), added: await added.json(), db, undeclared, ids: [runId, nodeId], threshold: config.threshold, secret: secrets.pg.password };
};
`;
  const dir = writeWorkflow({
    nodes: { probe },
    more: `config: { threshold: 0.7 }\n${contract(await mirror())}`,
    files: { ".secrets.yaml": "api: { token: t0ken }\npg: { password: pw12 }\n" },
  });
  const { body } = await (await readyEngine(dir)).run({});
  expect(body.errors).toEqual({});
  expect(body.outputs["probe"]).toEqual({
    own: { path: "/own", authorization: "mine" },
    added: { path: "/added", authorization: "Bearer t0ken" },
    db: {
      protocol: "postgresql",
      host: "pg.example.com",
      port: 5432,
      authType: "password",
      secret: "pw12",
      database: "fin",
      user: "app",
    },
    undeclared: 'Dependency "nothing" is not declared in the contract',
    ids: [body.runId, "probe"],
    threshold: 0.7,
    secret: "pw12",
  });
});

test("auth.type says which header a secret goes in; without one, its name does", async () => {
  const probe = `import type { Context } from "tentacular";
export default async (ctx: Context) => {
  const sent: Record<string, unknown> = {};
  for (const name of ["typed", "untyped", "left"]) sent[name] = await (await ctx.fetch(name, "/")).json();
  return sent;
};
`;
  const port = await mirror();
  const at = `{ protocol: http, host: 127.0.0.1, port: ${port}`;
  const dir = writeWorkflow({
    nodes: { probe },
    more: `contract:
  version: "1"
  dependencies:
    typed: ${at}, auth: { type: api-key, secret: typed.token } }
    untyped: ${at} }
    left: ${at}, auth: { type: password, secret: left.token } }
`,
    files: { ".secrets.yaml": "typed: { token: t1 }\nuntyped: { token: t2, api_key: k2 }\nleft: { token: t3 }\n" },
  });
  const { body } = await (await readyEngine(dir)).run({});
  expect(body.errors).toEqual({});
  expect(body.outputs["probe"]).toEqual({
    typed: { path: "/", key: "t1" },
    untyped: { path: "/", authorization: "Bearer t2", key: "k2" },
    left: { path: "/" },
  });
});

test("secrets come from the folder given, in place of those beside the workflow", async () => {
  const show = "export default async (ctx: { secrets: unknown }) => ctx.secrets;\n";
  const dir = writeWorkflow({
    nodes: { show },
    files: {
      ".secrets.yaml": "local: { a: b }\n",
      "given/api": '{"token":"x"}',
      "given/plain": " text\n",
      "given/.hidden": "no",
    },
  });
  const { body } = await (await readyEngine(dir, ["--secrets", `${dir}/given`])).run({});
  expect(body.outputs["show"]).toEqual({ api: { token: "x" }, plain: { value: "text" } });
});

test("a host that the contract does not declare is refused, with the lines to add", async () => {
  const away = 'export default async () => {\n  await fetch("https://example.com:8443/x");\n};\n';
  const engine = await readyEngine(writeWorkflow({ nodes: { away }, more: contract(1) }));
  const { body } = await engine.run({});
  expect(body.errors["away"]).toBe(
    `Node "away" (nodes/away.ts:2) is not permitted to reach "example.com:8443": the contract does not declare it
Add to workflow.yaml:
contract:
  dependencies:
    example-com:
      protocol: https
      host: example.com
      port: 8443`,
  );
  expect((await engine.ask(`/runs/${body.runId}`)).body).toMatchObject({
    nodes: {
      away: {
        error: {
          code: "permission-denied",
          line: 2,
          remedy: expect.stringMatching(/^Add to workflow.yaml:\n/),
        },
      },
    },
  });
});

test("a slip in the name of a dependency is asked about when it runs", async () => {
  const nodes = {
    slip: 'export default (ctx: any) => ctx.fetch("dbs", "/x");\n',
    gone: 'export default (ctx: any) => ctx.dependency("dbs");\n',
  };
  const { body } = await (await readyEngine(writeWorkflow({ nodes, more: contract(1) }))).run({});
  expect(body.errors["slip"]).toContain(
    'There is no dependency "dbs"; did you mean "db"? Else add to workflow.yaml:\n',
  );
  expect(body.errors["gone"]).toBe('Dependency "dbs" is not declared in the contract; did you mean "db"?');
});

test("a node reads its folder and nothing else: no file, no environment, no program, no secret of the engine", async () => {
  const nosy = `
const tried = async (attempt: () => unknown) => { try { await attempt(); return "allowed" } catch (error) { return (error as Error).name } };
export default async () => ({
  own: await tried(() => Deno.readTextFile(new URL("./nosy.ts", import.meta.url))),
  passwd: await tried(() => Deno.readTextFile("/etc/passwd")),
  imported: await tried(() => import("file:///etc/hosts", { with: { type: "text" } })),
  write: await tried(() => Deno.writeTextFile("/tmp/tentacular-nosy", "x")),
  env: await tried(() => Deno.env.toObject()),
  run: await tried(() => new Deno.Command("/bin/ls").output()),
});
`;
  const { body } = await (await readyEngine(writeWorkflow({ nodes: { nosy } }))).run({});
  expect(body.outputs["nosy"]).toMatchObject({
    own: "allowed",
    passwd: "NotCapable",
    write: "NotCapable",
    env: "NotCapable",
    run: "NotCapable",
  });
  expect(body.outputs["nosy"]).not.toMatchObject({ imported: "allowed" });
});

test("what is refused is told in our words, and a fetch that fails says why", async () => {
  const nodes = {
    env: 'export default () => Deno.env.get("HOME");\n',
    program: 'export default () => new Deno.Command("sh").output();\n',
    refused: 'export default () => fetch("http://127.0.0.1:2/path?key=k3y");\n',
  };
  const more = 'contract: { version: "1", dependencies: { it: { protocol: http, host: 127.0.0.1, port: 2 } } }\n';
  const { body } = await (await readyEngine(writeWorkflow({ nodes, more }))).run({});
  expect(body.errors).toEqual({
    env: expect.stringMatching(/^Node "env" \(nodes\/env.ts:1\) is not permitted env access to "HOME"\nGive it as /),
    program: expect.stringMatching(/^Node "program" \(nodes\/program.ts:1\) is not permitted run access to "sh"\n/),
    refused: expect.stringMatching(/^fetch failed: "127.0.0.1:2": .*Connection refused/),
  });
});

test("a timeout aborts ctx.signal and what waits on it; the node is tried again as often as config says", async () => {
  const waits = `let tries = 0;
export default async (ctx: { signal: AbortSignal }) => {
  if (++tries === 3) return tries;
  await new Promise((_, reject) => ctx.signal.addEventListener("abort", () => { console.log("aborted", tries); reject(ctx.signal.reason) }));
};
`;
  const engine = await readyEngine(writeWorkflow({ nodes: { waits }, more: "config: { timeout: 1s, retries: 2 }\n" }));
  expect((await engine.run({})).body.outputs).toEqual({ waits: 3 });
  await engine.logged({ msg: "aborted 2" });
});
