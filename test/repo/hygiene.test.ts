import { existsSync, readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { run } from "../cli/tntc.ts";

type Rule = { pattern: RegExp; in?: RegExp; example: string };

/** What no file may hold. The patterns and the examples are written so that they are not found here. */
const rules: Record<string, Rule> = {
  "a path of somebody's machine": {
    // What tests and engine put into the pod's own /tmp has plain names there.
    pattern: /(?<![\w.})-])\/(?:(?:work|root|Users|home\/\w+)\/|tmp\/(?!deno|tentacular)[\w-]+[/.]\w)/,
    example: `read ${["", "root", "notes.md"].join("/")}`,
  },
  "a word about who or what wrote it": {
    pattern:
      /\b(?:sub-?agents?|(?:coding|AI)[ ]agents?|language[ ]models?|chat[ ]?bots?|(?:this|last|next|previous|earlier|another)[ ]session)\b/i,
    example: ["as this", "session found"].join(" "),
  },
  "an actor that a reader has never met": {
    pattern: /\bagents?\b/i,
    in: /\.(?:md|yaml|sh)$/,
    example: ["ask the", "agent"].join(" "),
  },
  "the host of a package registry": {
    pattern:
      /\b(?:npmjs[.](?:org|com)|yarnpkg[.]com|(?:proxy|sum)[.]golang[.]org|pypi[.]org|pythonhosted[.]org|crates[.]io|npm[.]jsr[.]io|rubygems[.]org)\b/,
    example: ["https://registry", "npmjs", "org"].join("."),
  },
  "work left for later": {
    pattern: /\b(?:TO[D]O|FIX[M]E|X{3}|HA[C]K)\b/,
    example: `// ${["TO", "DO"].join("")}: mend`,
  },
  "a test that is not run, or that keeps others from running": {
    // What only one system has, /proc for one, may be tested on that alone.
    pattern:
      /\b(?:it|test|describe|suite)(?:\.\w+)*\.(?:(?:skip|only|todo|fails)\b|(?:skipIf|runIf)\((?!process\.platform))/,
    in: /\.ts$/,
    example: ["describe", "each", "only"].join("."),
  },
};

let files: { path: string; text: string }[] = [];

beforeAll(async () => {
  const { stdout, stderr, exitCode } = await run(["git", "ls-files", "-z"]);
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  const there = stdout.split("\0").filter((path) => path !== "" && existsSync(`${packageRoot()}/${path}`));
  files = there.map((path) => ({ path, text: readFileSync(`${packageRoot()}/${path}`, "utf8") }));
  expect(files.length).toBeGreaterThan(500);
});

test.each(Object.entries(rules))("no file holds %s", (_, rule) => {
  expect(rule.example).toMatch(rule.pattern);
  const found = files
    .filter(({ path }) => rule.in?.test(path) ?? true)
    .flatMap((file) => linesWith(file, rule.pattern));
  expect(found).toEqual([]);
});

test("no source is longer than 300 lines", () => {
  const sources = files.filter(({ path }) => /^(?:src|engine|scripts|plugin|bin)\/.*\.(?:ts|[cm]?js|sh)$/.test(path));
  expect(sources.length).toBeGreaterThan(200);
  expect(sources.filter(({ text }) => text.split("\n").length > 301).map(({ path }) => path)).toEqual([]);
});

test("the lockfile leaves it to each machine where packages come from", () => {
  expect(files.find(({ path }) => path === "package-lock.json")?.text).not.toContain('"resolved": "http');
});

function linesWith({ path, text }: { path: string; text: string }, pattern: RegExp): string[] {
  return text
    .split("\n")
    .flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1}: ${line.trim().slice(0, 120)}`] : []));
}
