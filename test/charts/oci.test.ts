import { mkdtempSync, rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packageVersion } from "../../src/package-version.ts";
import { run } from "../cli/tntc.ts";
import { type Ground, ground } from "../deploy/ground.ts";
import { hello } from "../deploy/hello.ts";
import { type Packed, packed } from "../package/packed.ts";
import { charts } from "./charts.ts";
import { systemRelease } from "./system-release.ts";

/** A version that this program did not come with. */
const other = "0.0.1-other";

let work: string;
let at: Ground;
let pack: Packed;
let helm: string;

const tool = (args: string[]) => run([helm, ...args], { env: { ...at.env, HELM_CACHE_HOME: work }, timeout: 120_000 });

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), "charts-oci-"));
  at = await ground();
  helm = at.env["HELM_BIN"] ?? "helm";
  pack = await packed();
});
afterAll(async () => {
  await at?.[Symbol.asyncDispose]();
  rmSync(work, { recursive: true, force: true });
});

test("make package makes a tarball of every chart, which is listed with its checksum", async () => {
  const sums = await readFile(join(pack.folder, "SHA256SUMS"), "utf8");
  for (const chart of charts) {
    expect(sums).toMatch(new RegExp(`^[0-9a-f]{64}  charts/${chart}-${packageVersion()}\\.tgz$`, "m"));
    const linted = await tool(["lint", "--strict", ...(await needed(chart)), tarball(chart)]);
    expect(linted.exitCode, linted.stdout).toBe(0);
  }
});

const tarball = (chart: string) => join(pack.folder, `charts/${chart}-${packageVersion()}.tgz`);
const scenario = "charts/tentacular-workflow/ci/hello-values.yaml";
const needed = async (chart: string) => (chart === "tentacular-workflow" ? ["--values", scenario] : []);

describe("a registry", () => {
  const address = () => `oci://${at.cluster.registry}/charts`;

  test("takes both charts, and the system is installed from there, by version and by digest", async () => {
    for (const chart of charts) {
      const pushed = await tool(["push", tarball(chart), address(), "--plain-http"]);
      expect(pushed.exitCode, pushed.stderr).toBe(0);
    }
    await using system = await systemRelease(at.cluster);
    const from = [`${address()}/tentacular-system`, "--plain-http", "--set", "moduleProxy.enabled=false"];
    const installed = await system.helm(["install", system.name, ...from, "--version", packageVersion(), "--wait"]);
    expect(installed.exitCode, installed.stderr).toBe(0);
    const facts = await at.cluster.kubectl(
      "-n",
      system.namespace,
      "get",
      "configmap",
      "tentacular-system",
      "-o",
      "json",
    );
    expect(JSON.parse(facts).data).toMatchObject({ version: packageVersion(), moduleProxy: "", enforce: "false" });
    const pulled = await tool(["pull", `${address()}/tentacular-system`, "--plain-http", "-d", work]);
    const [digest] = /sha256:[0-9a-f]{64}/.exec(pulled.stdout + pulled.stderr) ?? [];
    const again = [`${address()}/tentacular-system@${digest}`, "--plain-http", "--set", "moduleProxy.enabled=false"];
    const upgraded = await system.helm(["upgrade", system.name, ...again]);
    expect(upgraded.exitCode, upgraded.stderr).toBe(0);
  });
});

describe("tntc deploy --chart-version", () => {
  const deploy = (...args: string[]) => at.tntc(["deploy", ...args]);
  const settle = async (chart: string, more = "") => {
    const text = `image: ${at.image}\nplain_http: true\nsystem_namespace: no-such-system\nchart: ${chart}\n${more}`;
    await writeFile(at.env["TENTACULAR_CONFIG"] ?? "", text);
  };
  const chartOf = async () => {
    const { stdout } = await tool(["list", "--namespace", at.namespace, "--output=json"]);
    return JSON.parse(stdout)[0].chart;
  };

  beforeAll(async () => {
    await at.write(hello({ version: "1.0", greeting: "hi" }));
    const another = ["package", join("charts", "tentacular-workflow"), "--version", other, "-d", work];
    expect((await tool(another)).exitCode).toBe(0);
    const file = join(work, `tentacular-workflow-${other}.tgz`);
    expect((await tool(["push", file, `oci://${at.cluster.registry}/charts`, "--plain-http"])).exitCode).toBe(0);
  });

  test("is refused while nobody says where that version is", async () => {
    const { stderr, exitCode } = await deploy("--chart-version", other);
    expect(stderr).toContain(`Nobody says where version "${other}" of the workflow chart is (CHART-NOWHERE)`);
    expect(exitCode).toBe(2);
  });

  test("takes that version from the registry of the settings", async () => {
    await settle(`oci://${at.cluster.registry}/charts/tentacular-workflow`);
    const deployed = await deploy("--chart-version", other);
    expect(deployed.exitCode, deployed.stderr).toBe(0);
    expect(await chartOf()).toBe(`tentacular-workflow-${other}`);
  });

  test("takes it from a folder of tarballs, where the settings pin it for every deploy", async () => {
    await settle(work, `chart_version: ${other}\n`);
    expect((await deploy()).exitCode).toBe(0);
    expect(await chartOf()).toBe(`tentacular-workflow-${other}`);
    await settle(join(pack.folder, "charts"));
    expect((await deploy()).exitCode).toBe(0);
    expect(await chartOf()).toBe(`tentacular-workflow-${packageVersion()}`);
  });
});
