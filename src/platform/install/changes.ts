import { type ManifestObject, manifestObjects } from "./manifest-objects.ts";

/** What an upgrade would do to the objects of a release. */
export type Changes = { create: string[]; change: string[]; remove: string[]; keep: number };

/**
 * Compares what a release is with what it would be.
 *
 * @param missing objects of the release that somebody has removed by hand
 */
export function changes(
  manifests: { before: string; after: string },
  { namespace, missing }: { namespace: string; missing: ManifestObject[] },
): Changes {
  const gone = new Set(missing.map(keyOf));
  const before = byKey(manifestObjects(manifests.before, namespace).filter((each) => !gone.has(keyOf(each))));
  const after = byKey(manifestObjects(manifests.after, namespace));
  const titles = (objects: ManifestObject[]) => objects.map(({ title }) => title).sort();
  const both = [...after].flatMap(([key, now]) => {
    const then = before.get(key);
    return then ? [{ then, now }] : [];
  });
  const changed = both.filter(({ then, now }) => then.text !== now.text);
  return {
    create: titles([...after].filter(([key]) => !before.has(key)).map(([, each]) => each)),
    change: titles(changed.map(({ now }) => now)),
    remove: titles([...before].filter(([key]) => !after.has(key)).map(([, each]) => each)),
    keep: both.length - changed.length,
  };
}

function byKey(objects: ManifestObject[]): Map<string, ManifestObject> {
  return new Map(objects.map((each) => [keyOf(each), each]));
}

function keyOf({ kind, namespace, name }: ManifestObject): string {
  return `${kind} ${namespace} ${name}`;
}
