import { describe, expect, test } from "vitest";
import type { CommandEntry, FlagEntry, Manifest } from "./manifest.ts";
import { route } from "./route.ts";

const output: FlagEntry = { name: "output", type: "option", char: "o", helpGroup: "GLOBAL" };
const debug: FlagEntry = { name: "debug", type: "boolean", helpGroup: "GLOBAL" };
const namespace: FlagEntry = { name: "namespace", type: "option", char: "n", helpGroup: "CLUSTER" };
const command = (id: string): CommandEntry => ({ id, args: {}, flags: { output, debug, namespace } });
const manifest: Manifest = {
  version: "1.2.3",
  commands: { deploy: command("deploy"), "secrets:list": command("secrets:list"), "deploy:all": command("deploy:all") },
};

describe("route()", () => {
  test("hands a command the words behind it", () => {
    expect(route(["deploy", "x", "--debug"], manifest)).toMatchObject({
      kind: "command",
      command: { id: "deploy" },
      argv: ["x", "--debug"],
    });
  });

  test("finds a command of two words", () => {
    expect(route(["secrets", "list", "x"], manifest)).toMatchObject({ command: { id: "secrets:list" }, argv: ["x"] });
  });

  test.each([
    [["-n", "prod", "deploy"]],
    [["-nprod", "deploy"]],
    [["--namespace", "prod", "--debug", "deploy"]],
    [["--namespace=prod", "-o", "json", "deploy"]],
  ])("takes global flags before the command: %j", (line) => {
    expect(route(line, manifest)).toMatchObject({ kind: "command", argv: line.slice(0, -1) });
  });

  test("does not take the value of a flag for a command", () => {
    expect(route(["-n", "deploy", "nope"], manifest)).toMatchObject({ kind: "unknown", words: ["nope"] });
  });

  test("leaves --help behind -- to the command", () => {
    expect(route(["deploy", "--", "--help"], manifest)).toMatchObject({ kind: "command" });
    expect(route(["deploy", "--help"], manifest)).toMatchObject({ kind: "help", command: { id: "deploy" } });
  });

  test.each([
    [["--help", "-o", "json"]],
    [["help", "-o", "json"]],
    [["-o", "json", "--help"]],
    [["-n", "prod", "--help"]],
    [["-o", "json"]],
    [["--debug"]],
  ])("is help whatever flags stand around it: %j", (line) => {
    expect(route(line, manifest)).toEqual({ kind: "help" });
  });

  test("is the help of a command whatever flags stand around it", () => {
    for (const line of ["--help deploy", "help -o json deploy", "deploy --help -o json", "--help -o json deploy"]) {
      expect(route(line.split(" "), manifest), line).toMatchObject({ kind: "help", command: { id: "deploy" } });
    }
  });

  test("does not take a namespace without a command for a call for help", () => {
    expect(route(["-n", "prod"], manifest)).toMatchObject({ kind: "unknown", words: [] });
  });

  test("answers an unknown command before its help", () => {
    expect(route(["nope", "--help"], manifest)).toMatchObject({ kind: "unknown", words: ["nope"] });
    expect(route(["--help", "nope"], manifest)).toMatchObject({ kind: "unknown", words: ["nope"] });
  });

  test.each([[["secrets"]], [["secrets", "--help"]], [["help", "secrets"]], [["-n", "prod", "secrets", "-o", "json"]]])(
    "is the help of commands that share their first word, when it stands alone: %j",
    (line) => {
      expect(route(line, manifest)).toEqual({ kind: "group", group: "secrets" });
    },
  );

  test("does not know another command of such a group", () => {
    expect(route(["secrets", "lst"], manifest)).toMatchObject({ kind: "unknown", words: ["secrets", "lst"] });
  });

  test("takes what is nearly a command below a command for that, unless a folder has that name", () => {
    expect(route(["deploy", "al"], manifest)).toMatchObject({ kind: "unknown", words: ["deploy", "al"] });
    expect(route(["deploy", "hello"], manifest)).toMatchObject({ command: { id: "deploy" }, argv: ["hello"] });
    const near: Manifest = { ...manifest, commands: { ...manifest.commands, "deploy:srcs": command("deploy:srcs") } };
    expect(route(["deploy", "src"], near)).toMatchObject({ command: { id: "deploy" }, argv: ["src"] });
  });

  test("knows --version only as the first word", () => {
    expect(route(["--version"], manifest)).toEqual({ kind: "version" });
    expect(route(["deploy", "--version"], manifest)).toMatchObject({ kind: "command" });
  });
});
