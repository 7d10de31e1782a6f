import { z } from "zod";
import type { Kube } from "../../cluster/api/kube.ts";
import type { ManifestObject } from "./manifest-objects.ts";

const resources = z.object({
  resources: z.array(z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean() })),
});

/** Where the API server keeps each object; none for a kind that it does not serve, which is for Helm to complain of. */
export async function objectPaths(kube: Kube, objects: ManifestObject[]): Promise<Map<ManifestObject, string>> {
  const versions = [...new Set(objects.map(({ apiVersion }) => apiVersion))];
  const served = new Map(await Promise.all(versions.map(async (each) => [each, await kinds(kube, each)] as const)));
  const paths = objects.flatMap((object): [ManifestObject, string][] => {
    const { apiVersion, kind, namespace, name } = object;
    const found = served.get(apiVersion)?.find((each) => each.kind === kind);
    if (found === undefined) return [];
    const within = found.namespaced ? `/namespaces/${encodeURIComponent(namespace)}` : "";
    return [[object, `${root(apiVersion)}${within}/${found.name}/${encodeURIComponent(name)}`]];
  });
  return new Map(paths);
}

async function kinds(kube: Kube, apiVersion: string) {
  const found = await kube.get(root(apiVersion), resources);
  return found?.resources.filter(({ name }) => !name.includes("/")) ?? [];
}

function root(apiVersion: string): string {
  return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}
