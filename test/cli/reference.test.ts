import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { describe, expect, test } from "vitest";
import { type CommandEntry, type FlagEntry, readManifest } from "../../src/cli/manifest.ts";
import { route } from "../../src/cli/route.ts";
import { exitCodes } from "../../src/errors.ts";
import { packageRoot } from "../../src/package-root.ts";

const manifest = readManifest();
const commands = Object.values(manifest.commands);
const page = readFileSync(`${packageRoot()}/docs/cli.md`, "utf8");

describe.each(commands.map((command) => [command.id, command] as const))("%s", (_, command) => {
  test("says what it does, and shows how", () => {
    expect(command.summary).toMatch(/^[A-Z].*[^.]$/);
    expect(command.description?.length ?? 0).toBeGreaterThan(20);
    expect(command.examples?.length ?? 0).toBeGreaterThan(0);
  });

  test("explains every argument and flag, and what stands for the value of a flag", () => {
    const parts = [...Object.values(command.args), ...Object.values(command.flags)];
    for (const part of parts) expect(part.description, part.name).toMatch(/^\S.*[^.\s]$/);
    const valued = Object.values(command.flags).filter(({ type }) => type === "option");
    for (const flag of valued) expect(flag.options ?? flag.helpValue, flag.name).toBeDefined();
  });
});

test("the reference names every command, flag and exit code", () => {
  for (const { id, flags } of commands) {
    const section = page.split(`\n## ${id.replaceAll(":", " ")}\n`)[1]?.split("\n## ")[0];
    expect(section, id).toBeDefined();
    for (const { name, helpGroup } of Object.values(flags)) {
      expect(helpGroup === "GLOBAL" ? page : section, id).toContain(`--${name}`);
    }
  }
  for (const { code, meaning } of Object.values(exitCodes)) expect(page).toContain(`| ${code} | ${meaning} |`);
});

describe("an example of the reference can be typed", () => {
  const blocks = [...page.matchAll(/^```text\n([\s\S]*?)^```$/gm)].map(([, text = ""]) => text);
  const lines = blocks.flatMap((text) => text.trim().split("\n"));

  test.each(lines)("%s", (line) => {
    const asked = route(wordsOf(line), manifest);
    if (asked.kind !== "command") throw new Error(`"${line}" names no command`);
    expect(() => check(asked.command, asked.argv)).not.toThrow();
  });

  test("and what cannot be typed would be told", () => {
    const { init, version } = manifest.commands;
    if (!init || !version) throw new Error("Neither init nor version is a command");
    expect(() => check(version, ["--nope"])).toThrow("--nope");
    expect(() => check(version, ["now"])).toThrow("takes 0 arguments");
    expect(() => check(init, [])).toThrow("takes 1");
    expect(() => check(init, ["a", "--template", "other"])).toThrow('"other"');
  });
});

/** The words after `tntc`, which may stand behind a pipe. */
function wordsOf(line: string): string[] {
  const typed = line.replace(/^.*\| (?=tntc )/, "");
  const [program, ...words] = [...typed.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
  expect(program).toBe("tntc");
  return words;
}

/** Reads a command line as the manifest promises. */
function check(command: CommandEntry, argv: string[]): void {
  const flags = Object.values(command.flags);
  const options = Object.fromEntries(flags.map((flag) => [flag.name, optionOf(flag)]));
  const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true, strict: true });
  for (const { name, options: allowed } of flags) {
    const value = values[name];
    if (allowed && value !== undefined && !allowed.includes(String(value))) throw new Error(`"${value}" for --${name}`);
  }
  const args = Object.values(command.args);
  const needed = args.filter(({ required }) => required).length;
  if (positionals.length < needed || positionals.length > args.length) {
    throw new Error(`${command.id} takes ${args.length} arguments, not ${positionals.length}`);
  }
}

function optionOf({ type, char }: FlagEntry) {
  return { type: type === "boolean" ? ("boolean" as const) : ("string" as const), ...(char && { short: char }) };
}
