import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";
import { contextUses } from "./context-uses.ts";
import { isSyntaxNode } from "./syntax-tree.ts";

function usesIn(code: string): string[] {
  const { program } = parseSync("node.ts", code);
  if (!isSyntaxNode(program)) throw new Error("No tree");
  return contextUses(program).map(({ kind, name }) => `${kind} ${name}`);
}

const node = (body: string, parameter = "ctx: Context") =>
  `export default async function run(${parameter}) { ${body} }`;

test.each([
  ["ctx.secrets.github.token.trim()", "secret github.token"],
  ['ctx.secrets?.["github"]!.token', "secret github.token"],
  ["const { token } = ctx.secrets.github;", "secret github.token"],
  ["const { github: { token = 'none' } } = ctx.secrets;", "secret github.token"],
  ["const s = ctx.secrets; s.github.token;", "secret github.token"],
  ["const { secrets } = ctx; secrets.github.token;", "secret github.token"],
  ["ctx.secrets.github[input.key]", "secret github"],
  ["ctx.secrets[input.service].token", "secret *"],
  ["const s = ctx.secrets; s[input.service]?.[input.key]", "secret *"],
  ["const { [input.service]: mine } = ctx.secrets;", "secret *"],
  ["const { [input.key]: mine } = ctx.secrets.github;", "secret github"],
  ['await ctx.dependency("db").query()', "dependency db"],
  ["ctx.dependency(`db`)", "dependency db"],
  ['ctx.fetch("github", "/user")', "fetch github"],
  ["ctx.dependency(name)", "dependency *"],
  ["ctx.fetch(name, path)", "fetch *"],
  ['ctx.fetch("any", "https://example.com")', "host example.com:443"],
  ['fetch("https://API.example.com/v1?q=1")', "host api.example.com:443"],
  ["fetch(`https://api.example.com/$".concat("{path}`)"), "host api.example.com:443"],
  ["fetch(`https://api.example.$".concat("{land}/`)"), "host *"],
  ["fetch(url)", "host *"],
  ['globalThis.fetch("http://[2001:db8::1]:81")', "host [2001:db8::1]:81"],
  ['new WebSocket("wss://user:pass@chat.example.com")', "host chat.example.com:443"],
  ['Deno.connect({ hostname: "db", port: 5432 })', "host db:5432"],
  ["Deno.connectTls({ hostname, port: 443 })", "host *"],
])("%s uses %s", (body, use) => {
  expect(usesIn(node(body))).toEqual([use]);
});

test("the context may have any name, and may be taken apart where it comes in", () => {
  expect(usesIn(node("c.secrets.a.b", "c"))).toEqual(["secret a.b"]);
  expect(usesIn(node("secrets.a.b; need('db')", "{ secrets, dependency: need }"))).toEqual([
    "secret a.b",
    "dependency db",
  ]);
  expect(usesIn("export default async (x) => x.dependency('db');")).toEqual(["dependency db"]);
});

test.each([
  "Object.keys(ctx.secrets)",
  "other.secrets.a.b",
  "conn.fetch(url)",
  'new URL("https://example.com")',
  "// ctx.secrets.a.b",
  '"ctx.secrets.a.b"',
])("%s names nothing", (body) => {
  expect(usesIn(node(body))).toEqual([]);
});
