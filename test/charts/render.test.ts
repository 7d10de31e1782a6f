import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cluster } from "../cluster/fixture.ts";
import { helmVersions } from "../cluster/helm-binary.ts";
import { objectsIn, render } from "./render.ts";
import { scenarios } from "./scenarios.ts";

/** API versions that Kubernetes has served since 1.30 at the latest, and still does. */
const lasting = [
  "v1",
  "apps/v1",
  "batch/v1",
  "networking.k8s.io/v1",
  "node.k8s.io/v1",
  "rbac.authorization.k8s.io/v1",
  "admissionregistration.k8s.io/v1",
];

const all = scenarios.map(({ name, ...rest }) => [name, rest] as const);

describe.each(all)("%s", (_, { folder, values }) => {
  const args = ["--values", values];

  test("gives the same objects with every Helm", async () => {
    const [first, ...others] = await Promise.all(helmVersions.map((helm) => render(folder, { helm, args })));
    expect(objectsIn(first ?? "").length).toBeGreaterThan(3);
    for (const other of others) expect(objectsIn(other)).toEqual(objectsIn(first ?? ""));
  });

  test("uses only API versions that Kubernetes 1.30 has, with fields that its API server knows", async () => {
    // The pods of helm test want the service account of the release.
    const text = await render(folder, { args: [...args, "--skip-tests"] });
    for (const { apiVersion, kind } of objectsIn(text)) expect(lasting, kind).toContain(apiVersion);
    const shared = await cluster();
    await using home = await shared.namespace();
    await using work = await mkdtempDisposable(join(tmpdir(), "charts-render-"));
    const own = objectsIn(text).map((object) => placed(object, home.name));
    const file = join(work.path, "objects.json");
    await writeFile(file, JSON.stringify({ apiVersion: "v1", kind: "List", items: own }));
    const said = await shared.kubectl("create", "--dry-run=server", "--validate=strict", "-f", file);
    expect(said.trim().split("\n")).toHaveLength(own.length);
  });
});

/** An object under a name that no other test has, in a namespace that exists. */
function placed(object: ReturnType<typeof objectsIn>[number], namespace: string) {
  const named = object.kind === "RuntimeClass" ? { name: `${object.metadata.name}-${namespace}` } : {};
  const clusterWide = /^(Cluster|ValidatingAdmission|RuntimeClass)/.test(object.kind);
  const where = clusterWide ? {} : { namespace };
  return { ...object, metadata: { ...object.metadata, ...named, ...where } };
}

test("Kubernetes 1.30 is refused where admission policies compare addresses, with a reason", async () => {
  const values = scenarios.find(({ name }) => name.includes("enforce"));
  const rendered = render(values?.folder ?? "", { kubeVersion: "1.30.0", args: ["--values", values?.values ?? ""] });
  await expect(rendered).rejects.toThrow("which Kubernetes can from 1.31 on; this is v1.30.0");
});
