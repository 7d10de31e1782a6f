import { expect, test } from "vitest";
import { expectGolden } from "../cli/golden.ts";
import { tntc } from "../cli/tntc.ts";
import { sample } from "./sample.ts";

const contract = `contract:
  version: "1"
  dependencies:
    used: { protocol: https, host: used.example.com, auth: { type: bearer-token, secret: used.token } }
    dead: { protocol: https, host: dead.example.com }`;

const astray = `export default async (ctx) => {
  await ctx.dependency("used").fetch("/");
  await ctx.fetch("github", "/zen");
  await fetch("https://elsewhere.example.net/").catch(() => {});
  return ctx.secrets.used?.token ?? "none";
};`;

const files = { "tests/fixtures/astray.json": { secrets: { used: { token: "t" } } } };

test("what the nodes do beyond the contract is a violation, and fails", async () => {
  using space = sample({ nodes: { astray }, more: contract, files });
  const { stdout, exitCode } = await tntc(["test", space.dir]);
  expect(exitCode).toBe(1);
  expectGolden("desk/drift", stdout);
  const json = await tntc(["test", space.dir, "-o", "json"]);
  expect(json.exitCode).toBe(1);
  expectGolden("desk/drift-json", json.stdout);
});

test("--warn only tells", async () => {
  using space = sample({ nodes: { astray }, more: contract, files });
  const { stdout, exitCode } = await tntc(["test", space.dir, "--warn"]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain("Has violations:           YES");
  expect(stdout).toContain("only told, because of --warn");
});

test("an undeclared dependency is a violation", async () => {
  using space = sample({
    nodes: { asks: 'export default async (ctx) => { const name = "redis"; return ctx.dependency(name).host; };' },
    more: 'contract: { version: "1", dependencies: {} }',
    files: { "tests/fixtures/asks.json": {} },
  });
  const { stdout, exitCode } = await tntc(["test", space.dir]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain("[undeclared-dependency]");
  expect(stdout).toMatch(/Undeclared dependencies: +redis/);
});

test("one node alone does not make the dependencies of others look dead", async () => {
  const other = 'export default async (ctx) => (await ctx.dependency("used").fetch("/")).status;';
  const plain = "export default async () => 1;";
  using space = sample({
    nodes: { other, plain },
    more: contract.split("\n").slice(0, 4).join("\n"),
    files: { "tests/fixtures/other.json": {}, "tests/fixtures/plain.json": {} },
  });
  const one = await tntc(["test", `${space.dir}/plain`]);
  expect(one.exitCode, one.stdout).toBe(0);
  expect(one.stdout).toContain("\nNo contract drift\n");
});

test("a workflow without contract has no drift report", async () => {
  using space = sample({ nodes: { astray: "export default async () => 1;" }, more: "", files });
  const { stdout, exitCode } = await tntc(["test", space.dir]);
  expect(exitCode).toBe(0);
  expect(stdout).not.toMatch(/drift/i);
});
