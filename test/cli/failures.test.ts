import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { expectGolden } from "./golden.ts";
import { tntc } from "./tntc.ts";

const dir = mkdtempSync(join(tmpdir(), "tentacular-failures-"));
cpSync(`${packageRoot()}/test/fixtures/bad/code-syntax`, join(dir, "invalid"), { recursive: true });
cpSync(`${packageRoot()}/test/fixtures/packages`, join(dir, "packages"), { recursive: true });
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** A kubeconfig that is not there: every command that asks a cluster says so, and how to mend it. */
const env = { KUBECONFIG: "/nowhere/kubeconfig", HELM_BIN: "/nowhere/helm", TENTACULAR_CONFIG: join(dir, "none.yaml") };

/** Failures of commands whose other goldens need a cluster, or are told in text alone elsewhere. */
const lines = [
  "completion tcsh",
  "contract invalid",
  "contract lock packages",
  "contract status packages",
  "cluster install",
  "cluster profile",
  "cluster uninstall",
  "list",
  "visualize invalid",
];

test.each(lines)("tntc %s fails in words, and as data", async (line) => {
  const words = line.split(" ");
  const name = `failures/${words.join("-")}`;
  const text = await tntc(words, { cwd: dir, env });
  expectGolden(name, `exit ${text.exitCode}\n--- stdout\n${text.stdout}--- stderr\n${text.stderr}`);
  const json = await tntc([...words, "-o", "json"], { cwd: dir, env });
  expectGolden(`${name}-json`, `exit ${json.exitCode}\n--- stdout\n${json.stdout}--- stderr\n${json.stderr}`);
  expect(json.exitCode).toBe(text.exitCode);
});
