import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Ran, tntc } from "../cli/tntc.ts";
import { expectClusterGolden } from "./cluster-golden.ts";
import { type ModuleGround, moduleGround } from "./module-ground.ts";
import { pricing } from "./pricing.ts";

/** Compares text and JSON; names of namespaces and tags are this test's own. */
async function expectStatus(name: string, at: ModuleGround): Promise<void> {
  for (const [suffix, flags] of [
    ["", []],
    ["-json", ["-o", "json"]],
  ] as const) {
    const ran = await at.tntc(["contract", "status", ...flags]);
    expectClusterGolden(`contract-status-${name}${suffix}`, named(ran, at), at);
  }
}

function named(ran: Ran, { system, cluster }: ModuleGround): Ran {
  const shown = (text: string) =>
    text
      .replaceAll(system.namespace, "<system>")
      .replaceAll(/\b[0-9a-f]{16}\b/g, "<tag>")
      .replaceAll(new URL(cluster.npmRegistry.url).host, "<npm>")
      .replaceAll(/(lookup \S+) on \S+:53/g, "$1 on <dns>:53")
      .replaceAll(/"(bytes|modules)": ?\d+/g, '"$1":1');
  return { ...ran, stdout: shown(ran.stdout), stderr: shown(ran.stderr) };
}

test("contract status tells what works, and what does not with the way out of it", async () => {
  await using at = await moduleGround();
  await at.write(pricing());
  await expectStatus("unlocked", at);
  expectClusterGolden("contract-lock", named(await at.tntc(["contract", "lock"]), at), at);
  await expectStatus("healthy", at);
  const lock = await readFile(join(at.dir, "deno.lock"), "utf8");

  await writeFile(join(at.dir, "deno.lock"), lock.replaceAll("3.25.76", "3.99.0"));
  await expectStatus("version-gone", at);
  await writeFile(join(at.dir, "deno.lock"), lock.replace(/(zod\.mjs": )"[0-9a-f]{4}/, '$1"0000'));
  await expectStatus("changed", at);
  await writeFile(join(at.dir, "deno.lock"), lock);

  const { kubectl } = at.cluster;
  const inSystem = (...args: string[]) => kubectl("-n", at.system.namespace, ...args);
  const port = (number: number) => JSON.stringify([{ op: "replace", path: "/spec/ports/0/port", value: number }]);
  await inSystem("patch", "service", "esm-sh", "--type=json", "-p", port(9090));
  await expectStatus("wrong-port", at);
  await inSystem("patch", "service", "esm-sh", "--type=json", "-p", port(8080));

  await inSystem("scale", "deployment/esm-sh", "--replicas=0");
  await inSystem("wait", "pod", "-l", "app.kubernetes.io/name=esm-sh", "--for=delete", "--timeout=60s");
  await expectStatus("proxy-down", at);
  await inSystem("delete", "service", "esm-sh");
  await expectStatus("no-service", at);
});

test("a registry that DNS does not know is said in the proxy's own words", async () => {
  await using at = await moduleGround();
  await at.proxy(
    {
      npmRegistry: "http://registry.invalid/",
      npmScopedRegistries: { "@jsr": { registry: "http://registry.invalid/" } },
    },
    "dns",
  );
  await at.write(pricing());
  await expectStatus("dns", at);
  expectClusterGolden("contract-lock-dns", named(await at.tntc(["contract", "lock"]), at), at);
});

test("a cluster without a module proxy, and one that cannot be reached, are told apart", async () => {
  await using at = await moduleGround();
  await at.write(pricing());
  await at.system.helm(["uninstall", at.system.name, "--wait"]);
  await expectStatus("no-proxy", at);
  const nowhere = join(at.dir, "nowhere.yaml");
  const config = await readFile(at.env["KUBECONFIG"] ?? "", "utf8");
  await writeFile(nowhere, config.replace(/https:\/\/[\d.:]+/, "https://127.0.0.1:1"));
  const ran = await tntc(["contract", "status"], { cwd: at.dir, env: { ...at.env, KUBECONFIG: nowhere } });
  expect(ran.stderr).toContain("CLUSTER-UNREACHABLE");
  expect(ran.exitCode).toBe(7);
});
