import { z } from "zod";
import type { Kube } from "../../cluster/api/kube.ts";
import { runtimeClassExists } from "../../cluster/objects/runtime-class-exists.ts";
import type { ManifestObject } from "./manifest-objects.ts";

const facts = z.object({ data: z.object({ runtimeClass: z.string() }) });

/** Warns of a sandbox that workflows are told to use, and that the cluster neither has nor gets. */
export async function sandboxMissing(kube: Kube, objects: ManifestObject[]): Promise<string | undefined> {
  const published = objects.find(({ kind, name }) => kind === "ConfigMap" && name === "tentacular-system");
  const name = published && facts.safeParse(JSON.parse(published.text)).data?.data.runtimeClass;
  if (!name || objects.some((each) => each.kind === "RuntimeClass" && each.name === name)) return undefined;
  if ((await runtimeClassExists(kube, name)) !== false) return undefined;
  return `The cluster has no RuntimeClass "${name}", which workflows are told to use: have it installed, or name another with --set global.runtimeClass=NAME`;
}
