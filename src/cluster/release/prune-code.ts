import type { Kube } from "../api/kube.ts";
import { pathsIn } from "../api/paths.ts";
import { workflowSelector } from "../objects/workflow-selector.ts";
import { releases } from "./releases.ts";

/**
 * Removes code and import maps that no kept revision has: they are hooks, which Helm leaves behind when it forgets an old revision.
 * Gives the names of what it removed. What cannot be removed now is tried again after the next deploy.
 */
export async function pruneCode(kube: Kube, workflow: string): Promise<string[]> {
  const { configmaps } = pathsIn(kube.namespace);
  const [maps, kept] = await Promise.all([
    kube.listMetadata(configmaps.many(), { labels: workflowSelector(workflow) }),
    releases(kube, { workflow, namespace: kube.namespace }),
  ]);
  // A revision that does not say which code it has may have any.
  if (kept.some(({ code }) => code === "")) return [];
  const kinds = [`${workflow}-code-`, `${workflow}-import-map-`];
  const names = new Set(kinds.flatMap((kind) => kept.map(({ code }) => `${kind}${code}`)));
  const isOld = ({ name }: { name: string }) => kinds.some((kind) => name.startsWith(kind)) && !names.has(name);
  const old = maps.filter(isOld);
  await Promise.all(old.map(({ name, uid }) => kube.remove(configmaps.one(name), { uid })));
  return old.map(({ name }) => name);
}
