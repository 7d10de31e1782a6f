import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { plainEnv, run } from "../cli/tntc.ts";
import { nodeAt } from "./node-at.ts";

const root = mkdtempSync(join(tmpdir(), "tentacular-entry-"));
const entry = join(root, "bin/tntc.cjs");
const pinned = join(root, `node_modules/node-${process.platform}-${process.arch}/bin/node`);

/** A program that counts its interrupts, and ends half a second after the first. */
const counting = `
  let interrupts = 0;
  process.on("SIGINT", () => interrupts++ || setTimeout(() => { console.log("interrupts: " + interrupts); process.exit(); }, 500));
  console.log("ready " + process.versions.node);
  setTimeout(() => process.exit(1), 30000);`;

let old: string;
beforeAll(async () => {
  cpSync(join(packageRoot(), "bin"), dirname(entry), { recursive: true });
  old = await nodeAt("20.18.0");
}, 300_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

test("a clone that was never set up says so in one error, with any Node", async () => {
  for (const node of [process.execPath, old]) {
    const { stdout, stderr, exitCode } = await run([node, entry, "version"]);
    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 4 });
    expect(stderr).toBe(
      `Error: Tentacular is not built in this checkout (NOT-BUILT)\n  Found at: ${root}\n  Remedy: Run make setup there\n`,
    );
  }
});

describe("an old Node that starts the pinned one", () => {
  beforeAll(() => {
    mkdirSync(join(root, "dist"));
    mkdirSync(dirname(pinned), { recursive: true });
    writeFileSync(join(root, "dist/main.cjs"), counting);
    symlinkSync(process.execPath, pinned);
  });

  test("lets one Ctrl-C at a terminal count once", async () => {
    const child = spawn("script", ["--quiet", "--command", `${old} ${entry}`, "/dev/null"], { env: plainEnv() });
    expect(await interrupted(child, () => child.stdin.write("\u0003"))).toContain("interrupts: 1\r\n");
  });

  test("passes an interrupt on that only it was sent", async () => {
    const child = spawn(old, [entry], { env: plainEnv() });
    expect(await interrupted(child, () => child.kill("SIGINT"))).toContain("interrupts: 1\n");
  });
});

/** All that a program says that is interrupted once it is ready. */
async function interrupted(child: ChildProcess, interrupt: () => void): Promise<string> {
  let said = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    const wasReady = said.includes("ready");
    said += chunk.toString();
    if (!wasReady && said.includes("ready")) interrupt();
  });
  await once(child, "close");
  expect(said).toContain(`ready ${process.versions.node}`);
  return said;
}
