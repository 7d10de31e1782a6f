import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { clusterTarget } from "./cluster-flags.ts";

const folder = mkdtempSync(join(tmpdir(), "tentacular-flags-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const KUBECONFIG = join(folder, "config");
const context = { name: "dev", context: { cluster: "c", user: "u", namespace: "team" } };
writeFileSync(KUBECONFIG, JSON.stringify({ "current-context": "dev", contexts: [context], clusters: [], users: [] }));

/** What Helm sets for every plugin, whether a flag was given or not. */
const underHelm = (namespace: string) => ({
  KUBECONFIG,
  HELM_PLUGIN_NAME: "tentacular",
  HELM_NAMESPACE: namespace,
  HELM_KUBECONTEXT: "",
});

describe("clusterTarget()", () => {
  test("goes by the flags first", async () => {
    const flags = { namespace: "a", "kube-context": "b", kubeconfig: "/c" };
    const env = { HELM_NAMESPACE: "x", HELM_KUBECONTEXT: "y" };
    expect(await clusterTarget(flags, env)).toEqual({
      namespace: "a",
      context: "b",
      kubeconfig: "/c",
      namespaceIsExplicit: true,
    });
  });

  test("names nothing when nobody did", async () => {
    expect(await clusterTarget({}, {})).toEqual({ namespaceIsExplicit: false });
  });

  test("refuses what Kubernetes does not take for a namespace, wherever it comes from", async () => {
    const refused = { code: "NAMESPACE-INVALID", exit: "usage" };
    await expect(clusterTarget({ namespace: "kube_bad" }, {})).rejects.toMatchObject(refused);
    await expect(clusterTarget({}, { HELM_NAMESPACE: "Team" })).rejects.toMatchObject(refused);
  });

  test("takes a namespace of the environment as named", async () => {
    expect(await clusterTarget({}, { HELM_NAMESPACE: "x" })).toMatchObject({
      namespace: "x",
      namespaceIsExplicit: true,
    });
  });

  test("under Helm, takes the context's own namespace as not named, and any other as named", async () => {
    expect(await clusterTarget({}, underHelm("team"))).toEqual({ namespaceIsExplicit: false });
    expect(await clusterTarget({}, underHelm("prod"))).toMatchObject({ namespace: "prod", namespaceIsExplicit: true });
  });
});
