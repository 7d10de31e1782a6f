import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { expectModest } from "./expect-modest.ts";
import { measured } from "./measured.ts";

const head = 'name: bad\nversion: "1.0"\n';
const nodes = "nodes:\n  a: { path: ./nodes/a.ts }\n";
const contract = 'contract: { version: "1", dependencies: {} }\n';
const good = `${head}${nodes}${contract}`;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const deep = (count: number) => `export default async () => ${"(".repeat(count)}1${")".repeat(count)};\n`;

/** Bytes of workflow.yaml, or what makes the folder; and the code of the finding that it has to get. */
const attacks: Record<string, [what: string | Buffer | ((dir: string) => void), finding: string]> = {
  "ten megabytes": [`${good}# ${"x".repeat(10 * 1024 * 1024)}\n`, "FILE-TOO-LARGE"],
  "more than is read of a small enough file": [`${good}# ${"x".repeat(300 * 1024)}\n`, "FILE-TOO-LARGE"],
  "an alias bomb": [`${good}config:\n${bomb(9)}`, "YAML-ALIAS-BOMB"],
  "a bomb of merge keys": [`${good}config:\n${mergeBomb(8)}`, "YAML-ALIAS-BOMB"],
  "one large value under many aliases": [wideAliases(), "YAML-ALIAS-BOMB"],
  "more aliases than anybody needs": [
    `${good}config:\n${numbers(2000)
      .map((n) => `  k${n}: &k${n} 1\n  j${n}: *k${n}\n`)
      .join("")}`,
    "YAML-ALIAS-BOMB",
  ],
  "lists a hundred thousand deep": [`${head}nodes: ${"[".repeat(100_000)}`, "YAML-TOO-DEEP"],
  "maps a hundred thousand deep": [`${head}nodes: ${"{a: ".repeat(40_000)}`, "YAML-TOO-DEEP"],
  "dashes a hundred thousand deep": [`${head}nodes:\n${"- ".repeat(100_000)}`, "YAML-TOO-DEEP"],
  "a staircase of indents": [
    numbers(600)
      .map((n) => `${" ".repeat(n)}a:\n`)
      .join(""),
    "YAML-TOO-DEEP",
  ],
  "two hundred thousand marks": [`${head}nodes: [${"a,".repeat(100_000)}]\n`, "YAML-TOO-MUCH"],
  "the same key ten thousand times": [`${head}${"a: 1\n".repeat(10_000)}`, "KEY-TWICE"],
  "ten thousand unknown keys": [
    `${head}${numbers(10_000)
      .map((n) => `k${n}: 1\n`)
      .join("")}`,
    "KEY-UNKNOWN",
  ],
  "one cycle of two thousand nodes": [graph((n, all) => [n, (n + 1) % all]), "CYCLE"],
  "a thousand cycles": [graph((n) => [n, n ^ 1]), "CYCLE"],
  "a NUL byte": [`name: b\0d\n${good}`, "FILE-NUL"],
  "nothing but NUL bytes": [Buffer.alloc(4096), "FILE-NUL"],
  "UTF-16": [Buffer.from(`\ufeff${good}`, "utf16le"), "FILE-ENCODING"],
  "Latin 1": [Buffer.from(`${good}# Grüße\n`, "latin1"), "FILE-ENCODING"],
  "random bytes": [Buffer.from(numbers(5000).map((n) => ((n * 7919) % 255) + 1)), "FILE-ENCODING"],
  "a link to an endless device": [(dir) => symlinkSync("/dev/zero", join(dir, "workflow.yaml")), "FILE-OUTSIDE"],
  "a pipe that nobody writes to": [(dir) => void execFileSync("mkfifo", [join(dir, "workflow.yaml")]), "FILE-SPECIAL"],
  "a pipe for a node": [(dir) => withNode(dir, (file) => execFileSync("mkfifo", [file])), "FILE-SPECIAL"],
  "ten megabytes of code": [(dir) => withNode(dir, writing(`//${"x".repeat(10 * 1024 * 1024)}`)), "FILE-TOO-LARGE"],
  "code a hundred thousand deep": [(dir) => withNode(dir, writing(deep(100_000))), "CODE-TOO-DEEP"],
  "an expression a hundred thousand long": [
    (dir) => withNode(dir, writing(`export default async () => 1${" + 1".repeat(100_000)};\n`)),
    "CODE-TOO-DEEP",
  ],
  "code that is not text": [(dir) => withNode(dir, writing(Buffer.from([0xc3, 0x28]))), "FILE-ENCODING"],
  "a hundred thousand syntax errors": [(dir) => withNode(dir, writing("const = ;\n".repeat(100_000))), "CODE-SYNTAX"],
};

test.each(Object.entries(attacks))("%s get a finding in bounded time and memory", async (_, [what, code]) => {
  const dir = mkdtempSync(join(tmpdir(), "tentacular-hostile-"));
  try {
    if (typeof what === "function") what(dir);
    else withNode(dir, writing("export default () => 1;\n"), what);
    const { stdout, stderr, exitCode, ...took } = await measured(["validate", "-o", "json"], dir);
    expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 3 });
    const { findings } = JSON.parse(stdout).result;
    expect(findings.map((finding: { code: string }) => finding.code)).toContain(code);
    expect(findings.length).toBeLessThanOrEqual(201);
    expectModest(took);
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test("a byte order mark is no reason to complain", async () => {
  const dir = mkdtempSync(join(tmpdir(), "tentacular-bom-"));
  try {
    withNode(dir, writing("\ufeffexport default async () => 1;\n"));
    writeFileSync(join(dir, "workflow.yaml"), `\ufeff${good}`);
    expect(await measured(["validate"], dir)).toMatchObject({
      stdout: "✓ bad is valid: 1 node in 1 stage\n",
      exitCode: 0,
    });
  } finally {
    rmSync(dir, { recursive: true });
  }
});

function bomb(levels: number): string {
  const level = (n: number) =>
    `  a${n}: &a${n} [${Array(9)
      .fill(n === 0 ? "lol" : `*a${n - 1}`)
      .join(", ")}]\n`;
  return numbers(levels).map(level).join("");
}

function mergeBomb(levels: number): string {
  const level = (n: number) =>
    `  a${n}: &a${n} { ${
      n === 0
        ? "x: 1"
        : `<<: [${Array(9)
            .fill(`*a${n - 1}`)
            .join(", ")}]`
    } }\n`;
  return numbers(levels).map(level).join("");
}

function wideAliases(): string {
  const large = `x-large: &large [${"a,".repeat(20_000)}]\n`;
  return `${good}${large}config:\n${numbers(90)
    .map((n) => `  k${n}: *large\n`)
    .join("")}`;
}

function graph(edge: (node: number, all: number) => [number, number]): string {
  const all = 2000;
  const named = numbers(all).map((n) => `  n${n}: {path: nodes/a.ts}\n`);
  const joined = numbers(all)
    .map((n) => edge(n, all))
    .map(([from, to]) => `- {from: n${from}, to: n${to}}\n`);
  return `${head}nodes:\n${named.join("")}edges:\n${joined.join("")}`;
}

function withNode(dir: string, make: (file: string) => void, workflow: string | Buffer = good): void {
  mkdirSync(join(dir, "nodes"));
  writeFileSync(join(dir, "workflow.yaml"), workflow);
  make(join(dir, "nodes", "a.ts"));
}

function writing(bytes: string | Buffer): (file: string) => void {
  return (file) => writeFileSync(file, bytes);
}
