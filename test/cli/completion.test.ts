import { expect, test } from "vitest";
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

test("the script is there as data, and a shell that has none is told which have", async () => {
  const { stdout } = await tntc(["completion", "zsh", "-o", "json"]);
  expect(JSON.parse(stdout).result).toEqual({ shell: "zsh", script: expect.stringMatching(/^#compdef tntc\n/) });
  const { stderr, exitCode } = await tntc(["completion", "tcsh"]);
  expectGolden("completion/unknown-shell", `${stderr}exit ${exitCode}\n`);
});
