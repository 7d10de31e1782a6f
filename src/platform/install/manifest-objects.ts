import { parseAllDocuments } from "yaml";
import { z } from "zod";

/** One object of a release: what it is called, where it is, and all it says. */
export type ManifestObject = {
  title: string;
  apiVersion: string;
  kind: string;
  name: string;
  namespace: string;
  text: string;
};

const object = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});

/** The objects of a manifest; those that say no namespace are in the release's, or in none. */
export function manifestObjects(manifest: string, namespace: string): ManifestObject[] {
  // As Helm reads it: 0440 is octal.
  return parseAllDocuments(manifest, { version: "1.1" }).flatMap((document) => {
    const found = object.safeParse(document.toJS()).data;
    if (found === undefined) return [];
    const { apiVersion, kind, metadata } = found;
    const where = metadata.namespace ?? namespace;
    const title = `${kind}/${metadata.name}${where === namespace ? "" : ` in ${where}`}`;
    return [{ title, apiVersion, kind, name: metadata.name, namespace: where, text: JSON.stringify(found) }];
  });
}
