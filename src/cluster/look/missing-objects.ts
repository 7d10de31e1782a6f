import { TentacularError } from "../../errors.ts";
import { isDenied } from "../api/is-denied.ts";
import type { Kube } from "../api/kube.ts";
import { pathsIn } from "../api/paths.ts";
import { objectKinds } from "../objects/object-kinds.ts";
import { workflowSelector } from "../objects/workflow-selector.ts";
import { type NamedObject, objectsInRelease } from "../release/objects-in-release.ts";

/**
 * What a revision has made and somebody has taken away since, besides the Deployment, which is looked at anyway. Asks
 * once for each kind; what this user may not see is not missed.
 *
 * @example
 * await missingObjects(kube, { workflow: "hello", revision: 3 }); // ["NetworkPolicy/hello-netpol"]
 */
export async function missingObjects(kube: Kube, at: { workflow: string; revision: number }): Promise<string[]> {
  try {
    const made = (await objectsInRelease(kube, at)).filter(({ kind }) => kind !== "Deployment");
    const kinds = Map.groupBy(made, ({ kind }) => kind);
    const missing = await Promise.all([...kinds].map(([kind, of]) => missingOf(kube, { ...at, kind, of })));
    return missing.flat();
  } catch (error) {
    // Nor is what a release tells that nobody can read.
    if (isDenied(error) || !(error instanceof TentacularError)) return [];
    throw error;
  }
}

type OfKind = { workflow: string; kind: string; of: NamedObject[] };

async function missingOf(kube: Kube, { workflow, kind, of }: OfKind): Promise<string[]> {
  const plural = objectKinds.find((each) => each.kind === kind)?.plural;
  if (plural === undefined) return [];
  const paths = pathsIn(kube.namespace)[plural];
  try {
    const there = await kube.listMetadata(paths.many(), { labels: workflowSelector(workflow) });
    const names = new Set(there.map(({ name }) => name));
    return of.filter(({ name }) => !names.has(name)).map(({ name }) => `${kind}/${name}`);
  } catch (error) {
    if (isDenied(error)) return [];
    throw error;
  }
}
