import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findDeno } from "../../src/find-deno.ts";
import { packageRoot } from "../../src/package-root.ts";

/** What a script prints that imports modules of the engine. */
function printed(script: string): string {
  const engine = `file://${join(packageRoot(), "engine")}`;
  return execFileSync(
    findDeno(),
    ["eval", "--no-config", "--no-lock", "--ext=ts", script.replaceAll("ENGINE", engine)],
    {
      encoding: "utf8",
    },
  ).trim();
}

test("the pinned Deno has at its core what the engine borrows of it", () => {
  const script = 'import { denoCore } from "ENGINE/wire/deno-core.ts"; console.log(denoCore !== undefined);';
  expect(printed(script)).toBe("true");
});

test("a value follows code over awaits, timers and events, beside those of Node's AsyncLocalStorage", () => {
  const script = `
    import { AsyncLocalStorage } from "node:async_hooks";
    import { asyncValue } from "ENGINE/runner/async-value.ts";
    const [value, theirs] = [await asyncValue<{ name: string }>(), new AsyncLocalStorage<string>()];
    const told = (name: string) => value.run({ name }, () => theirs.run(name.toUpperCase(), async () => {
      await undefined;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return await new Promise((resolve) => queueMicrotask(() => resolve(value.get()?.name + theirs.getStore())));
    }));
    console.log(await Promise.all([told("a"), told("b")]), value.get());`;
  expect(printed(script)).toBe('[ "aA", "bB" ] undefined');
});
