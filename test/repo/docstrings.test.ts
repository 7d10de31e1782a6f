import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";

test("everything that the engine exports says what it is", () => {
  const files = globSync("engine/**/*.ts", { cwd: packageRoot() }).filter((file) => !file.endsWith(".test.ts"));
  expect(files.length).toBeGreaterThan(50);
  expect(files.flatMap(silentIn)).toEqual([]);
});

/** Exports without a docstring right above them. */
function silentIn(file: string): string[] {
  const lines = readFileSync(`${packageRoot()}/${file}`, "utf8").split("\n");
  return lines.flatMap((line, index) => {
    const exported = /^export (?:default )?(?:async )?(?:abstract )?(?:function|class|const|type|interface) (\w+)/.exec(
      line,
    );
    return exported && !lines[index - 1]?.endsWith("*/") ? [`${file}: ${exported[1]}`] : [];
  });
}
