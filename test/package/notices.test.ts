import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { run } from "../cli/tntc.ts";
import { type Packed, packed } from "./packed.ts";

let pack: Packed;
beforeAll(async () => {
  pack = await packed();
}, 300_000);

/** The packages whose code is in the program of every carrier, and the licence of each. */
const bundled = [
  /^@kubernetes\/client-node \S+ \(Apache-2\.0\)$/m,
  /^@oclif\/core \S+ \(MIT\)$/m,
  /^zod \S+ \(MIT\)$/m,
];

async function read(carrier: string, path: string): Promise<string> {
  const [tarball = ""] = readdirSync(join(pack.folder, carrier)).filter((name) => name.endsWith(".tgz"));
  const { stdout, exitCode } = await run(["tar", "-xzOf", join(pack.folder, carrier, tarball), path]);
  expect(exitCode, `${path} in ${tarball}`).toBe(0);
  return stdout;
}

test.each([
  ["npm", "package/dist"],
  ["plugin", "tentacular/dist"],
  ["plugin/helm3", "dist"],
])(
  "the tarball of %s carries the licences of the code that is in it, and for the image those of the engine",
  async (carrier, dist) => {
    const all = await read(carrier, `${dist}/THIRD-PARTY-NOTICES.txt`);
    for (const heading of bundled) expect(all).toMatch(heading);
    expect(all).toContain("Permission is hereby granted, free of charge");
    expect(all).toContain("Apache License");
    expect(all.includes("@napi-rs/wasm-runtime")).toBe(carrier !== "npm");
    const engine = await read(carrier, `${dist}/engine/THIRD-PARTY-NOTICES.txt`);
    expect([...engine.matchAll(/^(\S+) \d\S* \(.+\)$/gm)].map(([, name]) => name)).toEqual(["croner", "yaml", "zod"]);
  },
);
