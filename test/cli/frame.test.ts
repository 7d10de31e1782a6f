import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { helmBinary } from "../cluster/helm-binary.ts";
import { expectGolden } from "./golden.ts";
import { plainEnv, run, tntc } from "./tntc.ts";

const program = `${packageRoot()}/node_modules/.bin/tntc`;
const scratch = mkdtempSync(join(tmpdir(), "tentacular-frame-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A stand-in for the user's Helm, where what counts is that it hangs, or that it is asked at all. */
function helmThat(name: string, script: string): string {
  const path = `${scratch}/${name}`;
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** Sends SIGINT, once, to the process that it is loaded into when that looks at the file of all commands. */
const interruptWhileLoading = `const fs = require("node:fs");
let sent = false;
for (const name of ["readFileSync", "openSync", "statSync"]) {
  const original = fs[name];
  fs[name] = (file, ...rest) => {
    if (!sent && String(file).endsWith("commands.cjs")) sent = process.kill(process.pid, "SIGINT");
    return original(file, ...rest);
  };
}
`;

const all = ({ stdout, stderr, exitCode }: { stdout: string; stderr: string; exitCode: number }) =>
  `--- stdout\n${stdout}--- stderr\n${stderr}--- exit code ${exitCode}\n`;

describe("what is said", () => {
  const lines = {
    help: ["--help"],
    "help-of-version": ["version", "--help"],
    "version-flag": ["--version"],
    "unknown-command": ["verison"],
    "unknown-command-json": ["verison", "-o", "json"],
    "unknown-flag": ["version", "--outptu", "json"],
    "unknown-flag-json": ["version", "--outptu", "json", "--output=json"],
    "unknown-flag-first": ["--nope", "version"],
    "unknown-flag-alone": ["--verison"],
    group: ["cluster"],
    "group-typo": ["cluster", "instal"],
    "group-typo-json": ["cluster", "instal", "-o", "json"],
    "below-typo": ["contract", "statu"],
    "below-help": ["contract", "--help"],
    "number-invalid": ["rollback", "hello", "--revision", "abc"],
    "number-too-small": ["logs", "hello", "--tail", "-1"],
    "flag-twice": ["rollback", "hello", "--revision", "1", "--revision", "2"],
    "missing-argument": ["init"],
    "missing-argument-json": ["init", "-o", "json"],
    "unexpected-argument": ["version", "now"],
    "value-invalid": ["version", "--output", "xml"],
    "value-missing": ["init", "x", "--dir"],
    "command-missing": ["-n", "foo"],
    "flags-exclude": ["rollback", "hello", "--revision", "1", "--version", "1.0"],
    "flags-exclude-local": ["run", "--local", "-n", "team"],
    "flags-exclude-bare": ["run", "--local", "--run-id", "a"],
    "value-unexpected": ["validate", "--types=3"],
    "missing-name": ["undeploy", "--yes"],
    "folder-missing": ["cluster", "check", "/nonexistent"],
    "test-folder-missing": ["test", "/nonexistent"],
    "name-invalid": ["undeploy", "--yes", "hello,owner=helm"],
    "name-empty": ["run", ""],
    "namespace-invalid": ["status", "hello", "-n", "kube_bad"],
  };
  test.each(Object.entries(lines))("%s", async (name, args) => {
    expectGolden(`frame/${name}`, all(await tntc(args)));
  });

  test("undeploy offers the name of the workflow that is here, and does not take it by itself", async () => {
    const { stderr, exitCode } = await tntc(["undeploy", "--yes"], { cwd: `${packageRoot()}/examples/hello` });
    expect(stderr).toContain('Name it; the workflow of this folder is called "hello"\n');
    expect(exitCode).toBe(2);
  });

  test("version, in text and JSON, with the Helm that would be used", async () => {
    const helm = await helmBinary("4.2.3");
    const said = async (...args: string[]) =>
      all(await tntc(["version", ...args], { env: { HELM_BIN: helm } })).replaceAll(dirname(helm), "<bin>");
    expectGolden("frame/version", await said());
    expectGolden("frame/version-json", await said("-o", "json"));
  });
});

describe("help", () => {
  test("names every command, every exit code, and both ways to start the program", async () => {
    const { stdout, exitCode } = await tntc(["--help"]);
    expect(exitCode).toBe(0);
    for (const said of ["  version ", "helm tentacular COMMAND", "\n  130 ", "\n  70 "]) expect(stdout).toContain(said);
  });

  test("is the same for help, --help, -h and no word at all", async () => {
    const json = [
      ["--help", "-o", "json"],
      ["-o", "json"],
    ];
    const pages = await Promise.all([[], ["help"], ["--help"], ["-h"], ...json].map((args) => tntc(args)));
    expect(new Set(pages.map(all)).size).toBe(1);
  });

  test("says of a time in what it counts", async () => {
    expect((await tntc(["run", "--help"])).stdout).toContain("--timeout=SECONDS|90s|5m ");
  });

  test("of a command is the same before and after it", async () => {
    const [before, after, json] = await Promise.all(
      [
        ["help", "init"],
        ["init", "--help"],
        ["init", "--help", "-o", "json"],
      ].map((args) => tntc(args)),
    );
    expect(before).toEqual(after);
    expect(json).toEqual(after);
  });
});

describe("colour", () => {
  const colour = "\u001b[";
  test("is absent in a pipe, there when forced, and absent again when refused", async () => {
    expect((await tntc(["nope"])).stderr).not.toContain(colour);
    expect((await tntc(["nope"], { env: { FORCE_COLOR: "1" } })).stderr).toContain(colour);
    expect((await tntc(["nope"], { env: { FORCE_COLOR: "1", NO_COLOR: "1" } })).stderr).not.toContain(colour);
  });
});

describe("--debug", () => {
  test("shows where an error comes from, also when Helm swallowed the flag", async () => {
    expect((await tntc(["version", "x", "--debug"])).stderr).toContain("Caused by: ");
    expect((await tntc(["version", "x"], { env: { HELM_DEBUG: "true" } })).stderr).toContain("Caused by: ");
    expect((await tntc(["version", "x"], { env: { HELM_DEBUG: "false" } })).stderr).not.toContain("Caused by: ");
  });
});

describe("streams", () => {
  test("a reader that goes away ends the program without a word", async () => {
    const { stderr } = await run(["sh", "-c", `${program} --help | true; ${program} version | true`]);
    expect(stderr).toBe("");
  });

  test("standard input is left to the command: it is never taken for a missing argument", async () => {
    const { stderr, exitCode } = await tntc(["init"], { input: "hello\n" });
    expect(stderr).toContain('Missing argument "NAME"');
    expect(exitCode).toBe(2);
  });
});

describe("an interrupt", () => {
  const started = `${scratch}/started`;

  /** Starts `tntc version` with a Helm that hangs, and sends SIGINT once that has begun. */
  async function interrupt(args: string[]) {
    rmSync(started, { force: true });
    const HELM_BIN = helmThat(
      "helm-that-hangs",
      `echo $$ > ${started}.new; mv ${started}.new ${started}; exec sleep 30`,
    );
    const child = spawn(program, args, { env: { ...plainEnv(), HELM_BIN } });
    const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
    while (!existsSync(started)) await setTimeout(20);
    child.kill("SIGINT");
    const [stdout, stderr, [exitCode]] = await ended;
    return { stdout, stderr, exitCode, helm: Number(readFileSync(started, "utf8")) };
  }

  test("ends with 130 and one line, and what was started is stopped", async () => {
    const { stdout, stderr, exitCode, helm } = await interrupt(["version"]);
    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 130 });
    expect(stderr).toMatch(/^Error: Interrupted \(INTERRUPTED\)\n {2}Remedy: .*\n$/);
    expect(() => process.kill(helm, 0)).toThrow("ESRCH");
  });

  test("is said in JSON to programs also when it comes before the command has begun", async () => {
    const preload = `${scratch}/interrupt-while-loading.cjs`;
    writeFileSync(preload, interruptWhileLoading);
    const env = { NODE_OPTIONS: `--require=${preload}`, HELM_BIN: helmThat("helm", "echo v4.2.3") };
    const { stdout, exitCode } = await tntc(["version", "-o", "json"], { env });
    expect(exitCode).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ result: { error: { code: "INTERRUPTED" } } });
  });

  test("is said in JSON to programs", async () => {
    const { stdout, exitCode } = await interrupt(["version", "-o", "json"]);
    expect(exitCode).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ command: "version", result: { error: { code: "INTERRUPTED" } } });
  });
});
