import { expect, test } from "vitest";
import { expectGolden } from "../cli/golden.ts";
import { tntc } from "../cli/tntc.ts";
import { sample } from "./sample.ts";

const node = `import type { Context } from "tentacular";
import { louder } from "./text/louder.ts";

export default function greet(ctx: Context, input: { name?: string }) {
  ctx.log.inf("greeting");
  return { greeting: louder(input.name) };
}
`;
const helper = "export const louder = (text: string) => text.toUpperCase();\n";

test("types are checked where that is asked for, strictly, in nodes and what they import", async () => {
  using space = sample({ nodes: { greet: node }, files: { "nodes/text/louder.ts": helper } });
  expect((await tntc(["validate"], { cwd: space.dir })).exitCode).toBe(0);
  const { stdout, stderr, exitCode } = await tntc(["validate", "--types"], { cwd: space.dir });
  expectGolden("desk/validate-types", `exit ${exitCode}\n--- stdout\n${stdout}--- stderr\n${stderr}`);
  space.write({
    "nodes/greet.ts": node.replace("inf(", "info(").replace("input.name)", 'input.name ?? "you")'),
    "nodes/text/louder.ts": helper.replace("toUpperCase", "toUpper"),
  });
  const said = await tntc(["validate", "--types", "-o", "json"], { cwd: space.dir });
  expect(JSON.parse(said.stdout).result.findings).toMatchObject([
    { code: "TYPE-ERROR", file: "nodes/text/louder.ts", line: 1, column: expect.any(Number) },
  ]);
});

test("packages that cannot be had are no finding: nothing is known of the types then", async () => {
  const more = 'contract: { version: "1", dependencies: { zod: { protocol: npm, host: zod } } }\n';
  using space = sample({ nodes: { greet: 'import { z } from "npm:zod";\nexport default () => z.string();\n' }, more });
  const env = { NPM_CONFIG_REGISTRY: "http://127.0.0.1:9", DENO_DIR: `${space.dir}/.deno` };
  const { stdout, exitCode } = await tntc(["validate", "--types", "-o", "json"], { cwd: space.dir, env });
  expect(JSON.parse(stdout).result.error).toMatchObject({ code: "TYPES-UNCHECKED" });
  expect(exitCode).toBe(7);
});
