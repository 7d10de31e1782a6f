import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { expectGolden } from "./golden.ts";
import { tntc } from "./tntc.ts";
import { typedIn } from "./typed-in.ts";

test("bash completes commands, flags, values, files and folders as they are typed", async () => {
  const bash = { start: "bash --norc --noprofile -i", load: "source <(tntc completion bash)" };
  const beginnings = [
    "tntc valid",
    "tntc contract stat",
    "tntc deploy --mod",
    "tntc deploy --modules=bun",
    "tntc -n team deploy -o j",
    "tntc validate examples/hel",
    "tntc deploy --kubeconfig READ",
    "tntc run h",
  ];
  expect(await typedIn(bash, beginnings)).toEqual([
    "tntc validate",
    "tntc contract status",
    "tntc deploy --modules",
    "tntc deploy --modules=bundled",
    "tntc -n team deploy -o json",
    "tntc validate examples/hello/",
    "tntc deploy --kubeconfig README.md",
    "tntc run h",
  ]);
});

test("the script is printed as it is, and is there as data", async () => {
  const script = readFileSync(`${packageRoot()}/completion/tntc.zsh`, "utf8");
  expect(await tntc(["completion", "zsh"])).toEqual({ stdout: script, stderr: "", exitCode: 0 });
  const { stdout } = await tntc(["completion", "zsh", "-o", "json"]);
  expect(JSON.parse(stdout).result).toEqual({ shell: "zsh", script });
  expectGolden("completion-json", stdout);
});
