import { expect, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { run } from "../cli/tntc.ts";

test("what is generated is as fresh as the code that it is generated from", async () => {
  const { stderr, exitCode } = await run([process.execPath, `${packageRoot()}/scripts/generate.ts`, "--check"]);
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
});
