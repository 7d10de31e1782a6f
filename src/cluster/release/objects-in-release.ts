import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import type { Kube } from "../api/kube.ts";
import { pathsIn } from "../api/paths.ts";

/** An object by kind and name, in the namespace of its release. */
export type NamedObject = { kind: string; name: string };

const secret = z.object({ data: z.object({ release: z.string() }) });
const release = z.object({
  manifest: z.string().default(""),
  hooks: z.array(z.object({ kind: z.string(), name: z.string(), events: z.array(z.string()).default([]) })).nullish(),
});
const object = z
  .object({ kind: z.string(), metadata: z.object({ name: z.string() }) })
  .transform(({ kind, metadata }): NamedObject => ({ kind, name: metadata.name }));

/** All that a revision has made, by what Helm has written down: its objects, and hooks that stay. */
export async function objectsInRelease(
  kube: Kube,
  { workflow, revision }: { workflow: string; revision: number },
): Promise<NamedObject[]> {
  const path = pathsIn(kube.namespace).secrets.one(`sh.helm.release.v1.${workflow}.v${revision}`);
  const kept = await kube.get(path, secret);
  if (kept === undefined) return [];
  // What Helm packs and encodes, Kubernetes encodes once more.
  const packed = Buffer.from(Buffer.from(kept.data.release, "base64").toString("latin1"), "base64");
  const { manifest, hooks } = release.parse(JSON.parse((await promisify(gunzip)(packed)).toString("utf8")));
  const made = parseAllDocuments(manifest, { version: "1.1" }).flatMap(
    (each) => object.safeParse(each.toJS()).data ?? [],
  );
  const stay = (hooks ?? []).filter(({ events }) => !events.includes("test"));
  return [...made, ...stay.map(({ kind, name }) => ({ kind, name }))];
}
