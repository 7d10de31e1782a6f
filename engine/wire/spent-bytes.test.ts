import { afterAll, expect, test, vi } from "vitest";

const collected: unknown[] = [];
// The function is looked for once, when the module is loaded.
vi.resetModules();
vi.stubGlobal("gc", (options: unknown) => collected.push(options));
afterAll(() => void vi.unstubAllGlobals());
const { SpentBytes } = await import("./spent-bytes.ts");

test("garbage is collected after every 16 MiB that were spent, however large the parts", () => {
  const spent = new SpentBytes();
  const MiB = 2 ** 20;
  for (let part = 0; part < 15; part++) spent.add(MiB);
  expect(collected).toEqual([]);
  spent.add(MiB);
  expect(collected).toEqual([{ type: "major", execution: "sync", flavor: "regular" }]);
  spent.add(15 * MiB);
  expect(collected).toHaveLength(1);
  spent.add(100 * MiB);
  expect(collected).toHaveLength(2);
});
