import { expect, test } from "vitest";
import { complete } from "./complete.ts";
import type { CommandEntry, FlagEntry, Manifest } from "./manifest.ts";

const output: FlagEntry = { name: "output", type: "option", char: "o", options: ["text", "json"], helpGroup: "GLOBAL" };
const kubeconfig: FlagEntry = { name: "kubeconfig", type: "option", helpValue: "PATH", helpGroup: "CLUSTER" };
const image: FlagEntry = { name: "image", type: "option", helpValue: "NAME", summary: "Engine image" };
const secret: FlagEntry = { name: "inside", type: "boolean", hidden: true };
const dir = { dir: { name: "dir", default: "." } };
const command = (id: string, more: Partial<CommandEntry> = {}): [string, CommandEntry] => [
  id,
  { id, summary: `Does ${id}`, args: {}, flags: { output }, ...more },
];
const manifest: Manifest = {
  version: "1.2.3",
  commands: Object.fromEntries([
    command("completion", { args: { shell: { name: "shell", options: ["bash", "zsh"] } } }),
    command("contract", { args: dir }),
    command("contract:lock", { args: dir }),
    command("cluster:check", { flags: { output, kubeconfig } }),
    command("deploy", { args: dir, flags: { output, kubeconfig, image, secret } }),
    command("within", { hidden: true }),
    command("run", { args: { name: { name: "name", default: "the one in this folder" } } }),
  ]),
};

/** The words that are offered behind these. */
function offered(...typed: string[]): string[] | string {
  const found = complete(typed, manifest);
  return typeof found === "string" ? found : found.map(({ word }) => word);
}

test("offers commands that begin as the word does, each with what it does", () => {
  expect(offered("")).toEqual(["completion", "contract", "cluster", "deploy", "run"]);
  expect(offered("co")).toEqual(["completion", "contract"]);
  expect(complete(["dep"], manifest)).toEqual([{ word: "deploy", meaning: "Does deploy" }]);
  expect(offered("nope", "")).toEqual([]);
});

test("offers the second word of a command, or what a command that is whole already takes", () => {
  expect(offered("cluster", "")).toEqual(["check"]);
  expect(offered("contract", "")).toEqual(["lock"]);
  expect(offered("contract", "./")).toBe(":folders");
});

test("offers flags of the command, and before it those that commands share", () => {
  expect(offered("deploy", "--")).toEqual(["--output", "--kubeconfig", "--image", "--help"]);
  expect(offered("deploy", "--im")).toEqual(["--image"]);
  expect(offered("-")).toEqual(["--output", "--kubeconfig", "--version", "--help"]);
  expect(offered("cluster", "--")).toEqual(["--help"]);
});

test("offers the values of a flag, however it is written", () => {
  for (const typed of [
    ["-o", "j"],
    ["--output", "j"],
    ["--output", "=", "j"],
  ]) {
    expect(offered("deploy", ...typed)).toEqual(["json"]);
  }
  expect(offered("deploy", "--output", "=")).toEqual(["text", "json"]);
  expect(offered("deploy", "--output=j")).toEqual(["--output=json"]);
  expect(offered("deploy", "--image", "x")).toEqual([]);
  expect(offered("deploy", "--kubeconfig", "")).toBe(":files");
});

test("takes flags and their values for no argument, wherever they stand", () => {
  expect(offered("-o", "json", "dep")).toEqual(["deploy"]);
  expect(offered("deploy", "--image", "contract", "")).toBe(":folders");
  expect(offered("deploy", ".", "")).toEqual([]);
});

test("offers the values of an argument; a name it cannot know", () => {
  expect(offered("completion", "b")).toEqual(["bash"]);
  expect(offered("run", "")).toEqual([]);
});
