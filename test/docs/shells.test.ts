import { expect, test } from "vitest";
import { typedIn } from "../cli/typed-in.ts";

/** The shells that a Debian has not by itself; bash is tried with the command line. */
const shells = {
  zsh: { start: "zsh -f -i", load: "autoload -U compinit; compinit -u -D; source <(tntc completion zsh)" },
  fish: { start: "fish --no-config -i", load: "tntc completion fish | source" },
};

test.each(Object.entries(shells))("%s completes what is typed after tntc, as bash does", async (_, shell) => {
  const beginnings = ["tntc valid", "tntc deploy --modules=bun", "tntc deploy -o j", "tntc visualize examples/hel"];
  const lines = await typedIn(shell, beginnings);
  expect(lines.map((line) => line.replace(/\/$/, ""))).toEqual([
    "tntc validate",
    "tntc deploy --modules=bundled",
    "tntc deploy -o json",
    "tntc visualize examples/hello",
  ]);
});
