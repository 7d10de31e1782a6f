import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { expectGolden } from "./golden.ts";
import { tntc } from "./tntc.ts";

const fixtures = `${packageRoot()}/test/fixtures`;
const good = readdirSync(fixtures).filter((name) => name !== "bad");

const greet = 'graph TD\n    Trigger_1(["manual"])\n    greet[greet]\n    Trigger_1 --> greet\n';

test.each(good.flatMap((name) => ["mermaid", "text", "svg"].map((format) => [name, format])))(
  "%s is drawn as %s, the same every time",
  async (name = "", format = "") => {
    const { stdout, stderr, exitCode } = await tntc(["visualize", name, "--format", format], { cwd: fixtures });
    expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
    expectGolden(`visualize-${name}-${format}`, stdout);
  },
);

test("Mermaid is what is drawn when nothing else is said", async () => {
  const { stdout } = await tntc(["visualize", "fan-out"], { cwd: fixtures });
  expect(stdout).toMatch(/^graph TD\n {4}Trigger_1\(\["manual"\]\)\n {4}double\[double\]\n/);
});

test("the name of the written file says how to draw", async () => {
  const dir = mkdtempSync(join(tmpdir(), "tentacular-draw-"));
  try {
    const written = async (file: string) => {
      const { exitCode, stdout } = await tntc(["visualize", "hello", "--write", join(dir, file)], { cwd: fixtures });
      expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `Wrote ${join(dir, file)}\n` });
      return readFileSync(join(dir, file), "utf8");
    };
    expect(await written("hello.svg")).toMatch(/^<svg /);
    expect(await written("hello.txt")).toContain("┌───────┐");
    expect(await written("hello.md")).toBe(`\`\`\`mermaid\n${greet}\`\`\`\n`);
    expect(await written("hello.MMD")).toBe(greet);
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test.each(["hello.png", "hello"])("the name %s says nothing that we can draw, and nothing is written", async (file) => {
  const dir = mkdtempSync(join(tmpdir(), "tentacular-draw-"));
  try {
    const { exitCode, stderr } = await tntc(["visualize", "hello", "--write", join(dir, file)], { cwd: fixtures });
    expect({ exitCode, files: readdirSync(dir) }).toEqual({ exitCode: 2, files: [] });
    expect(stderr).toContain("End it with one of: .svg, .txt, .md, .mmd");
    const told = ["visualize", "hello", "--format", "text", "--write", join(dir, file)];
    expect(await tntc(told, { cwd: fixtures })).toMatchObject({ exitCode: 0 });
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test("as JSON, the drawing is data", async () => {
  const { stdout, exitCode } = await tntc(["visualize", "hello", "-o", "json"], { cwd: fixtures });
  expect(exitCode).toBe(0);
  expectGolden("visualize-json", stdout);
});

test("a workflow with errors is not drawn", async () => {
  const { stdout, exitCode } = await tntc(["visualize", "bad/cycle-of-three"], { cwd: fixtures });
  expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 3 });
});

test("where it cannot be written, that is said", async () => {
  const { stderr, exitCode } = await tntc(["visualize", "hello", "--write", "/nonexistent/x.svg"], { cwd: fixtures });
  expect(exitCode).toBe(2);
  expectGolden("visualize-unwritable", stderr);
});
