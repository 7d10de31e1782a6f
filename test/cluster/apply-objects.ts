import { z } from "zod";
import type { Kube } from "../../src/cluster/api/kube.ts";

/** An object as a test writes it. */
const written = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});
const served = z.object({
  resources: z.array(z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean() })),
});

/**
 * Creates or changes objects one after another, as "kubectl apply --server-side" does, in `namespace` where they name
 * none. Without kubectl, whose every start costs more CPU than the request.
 */
export async function applyObjects(kube: Kube, items: readonly object[], namespace: string): Promise<void> {
  for (const item of items) {
    const object = written.parse(item);
    const path = `${await collectionOf(kube, object, namespace)}/${object.metadata.name}`;
    const request = {
      method: "PATCH",
      path,
      query: { fieldManager: "kubectl", fieldValidation: "Strict" },
      headers: { "Content-Type": "application/apply-patch+yaml" },
      body: JSON.stringify(object),
    } as const;
    const answer = await kube.send(request);
    if (answer.status >= 400) throw kube.refusal(request, answer);
  }
}

type Written = z.infer<typeof written>;

async function collectionOf(kube: Kube, { apiVersion, kind, metadata }: Written, namespace: string): Promise<string> {
  const group = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const { resources } = (await kube.get(group, served)) ?? { resources: [] };
  const found = resources.find((each) => each.kind === kind && !each.name.includes("/"));
  if (!found) throw new Error(`The API server serves no ${kind} of ${apiVersion}`);
  return `${group}${found.namespaced ? `/namespaces/${metadata.namespace ?? namespace}` : ""}/${found.name}`;
}
