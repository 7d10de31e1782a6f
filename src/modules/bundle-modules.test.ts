import { expect, test } from "vitest";
import { bundleModules } from "./bundle-modules.ts";
import type { Pin } from "./pins.ts";

const proxy = "http://esm-sh:8080";

/** An entry that imports one address with and without a query. */
const twice = `export * from "/b@1.0.0"; export * from "/b@1.0.0?target=denonext";`;

test("two addresses of one path and different bytes become two files", async () => {
  const { files, map } = await bundled({ "/b@1.0.0": "export const b = 1;", "/b@1.0.0?target=denonext": "export {};" });
  expect(new Set(files.map(({ path }) => path)).size).toBe(3);
  const { imports } = JSON.parse(map);
  expect(imports["file:///b@1.0.0"]).toBe("./modules/b@1.0.0.mjs");
  expect(imports["file:///b@1.0.0?target=denonext"]).toMatch(/^\.\/modules\/[0-9a-f]{24}\.mjs$/);
});

test("two addresses of one path and the same bytes are one file", async () => {
  const same = "export const b = 1;";
  const { files, map } = await bundled({ "/b@1.0.0": same, "/b@1.0.0?target=denonext": same });
  expect(files.map(({ path }) => path).sort()).toEqual(["modules/a@1.0.0.mjs", "modules/b@1.0.0.mjs"]);
  const { imports } = JSON.parse(map);
  expect(imports["file:///b@1.0.0?target=denonext"]).toBe("./modules/b@1.0.0.mjs");
});

function bundled(modules: Record<string, string>) {
  const use = { protocol: "npm", name: "a", specifier: "npm:a", dependency: "a", allowed: "1.0.0" } as const;
  const pin: Pin = { use, version: "1.0.0", url: `${proxy}/a@1.0.0` };
  const served: Record<string, string> = { "/a@1.0.0": twice, ...modules };
  return bundleModules([pin], async (url) => ({
    bytes: new TextEncoder().encode(served[url.slice(proxy.length)] ?? ""),
  }));
}
