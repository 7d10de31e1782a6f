import { expect, test } from "vitest";
import { run } from "../cli/tntc.ts";

const bench = (...args: string[]) => run([process.execPath, "bench/main.ts", ...args]);

test("make bench measures command lines and an edit, and prints a table of them", async () => {
  const { stdout, stderr, exitCode } = await bench("--only", "cli", "--only", "desk", "--turns", "1");
  expect(exitCode, stderr).toBe(0);
  const [head, line, ...rows] = stdout.trim().split("\n");
  expect([head, line]).toEqual(["| what | against | reach | seen | |", "|---|---|---|---|---|"]);
  const [version, help, validate, edit] = rows;
  for (const row of [version, help, validate]) {
    expect(row).toMatch(
      /^\| `tntc .* \| `kubectl version --client` \| ≤ \d\.0× \| [\d.]+× \(\d+ ms \/ \d+ ms\) \| [✓✗] \|$/,
    );
  }
  expect(edit).toMatch(/^\| An edit under `tntc dev` answers, p50 \| – \| ≤ 150 ms \| \d+ ms \| [✓✗] \|$/);
  expect(rows).toHaveLength(4);
});

test("make bench fails when something cannot be measured", async () => {
  const { stderr, exitCode } = await bench("--only", "nothing");
  expect(exitCode).toBe(1);
  expect(stderr).toContain("✗ nothing broke off: Error: The suites are engine, cli, desk, cluster");
  expect((await bench("--turns", "0")).stderr).toContain("--turns 0 is not a whole number from 1");
  expect((await bench("--only", "cli", "--write")).stderr).toContain("--write is for a whole bench");
});
