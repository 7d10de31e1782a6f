import { z } from "zod";
import { exists } from "../../cluster/api/exists.ts";
import type { Kube } from "../../cluster/api/kube.ts";
import type { ManifestObject } from "./manifest-objects.ts";

const resources = z.object({
  resources: z.array(z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean() })),
});

/** Which objects of a release are not on the cluster any more: Helm compares manifests, and would not notice. */
export async function missingObjects(kube: Kube, objects: ManifestObject[]): Promise<ManifestObject[]> {
  const versions = [...new Set(objects.map(({ apiVersion }) => apiVersion))];
  const served = new Map(await Promise.all(versions.map(async (each) => [each, await kinds(kube, each)] as const)));
  const there = await Promise.all(
    objects.map(async ({ apiVersion, kind, namespace, name }) => {
      const found = served.get(apiVersion)?.find((each) => each.kind === kind);
      // A kind that is not served any more is for Helm to complain of.
      if (found === undefined) return true;
      const within = found.namespaced ? `/namespaces/${encodeURIComponent(namespace)}` : "";
      const path = `${root(apiVersion)}${within}/${found.name}/${encodeURIComponent(name)}`;
      return (await exists(kube, path)) !== false;
    }),
  );
  return objects.filter((_, at) => !there[at]);
}

async function kinds(kube: Kube, apiVersion: string) {
  const found = await kube.get(root(apiVersion), resources);
  return found?.resources.filter(({ name }) => !name.includes("/")) ?? [];
}

function root(apiVersion: string): string {
  return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}
