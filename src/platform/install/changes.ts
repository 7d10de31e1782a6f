import type { ManifestObject } from "./manifest-objects.ts";
import type { Trial } from "./try-objects.ts";

/** What an upgrade would do to the objects of a release. */
export type Changes = {
  create: string[];
  change: string[];
  remove: string[];
  /** Those of `change` that Helm has left as they are to be, and somebody has changed since. */
  byHand: string[];
  keep: number;
};

/** Compares what a release was made with, and what the cluster has, with what the release would be. */
export function changes(before: ManifestObject[], trials: Trial[]): Changes {
  const then = new Map(before.map((each) => [keyOf(each), each]));
  const after = new Set(trials.map(({ object }) => keyOf(object)));
  const isNew = ({ object, state }: Trial) => state === "missing" || (state === "unseen" && !then.has(keyOf(object)));
  const isOther = ({ object }: Trial) => then.get(keyOf(object))?.text !== object.text;
  const there = trials.filter((each) => !isNew(each));
  const changed = there.filter((each) => each.state === "different" || (then.has(keyOf(each.object)) && isOther(each)));
  return {
    create: titles(trials.filter(isNew).map(({ object }) => object)),
    change: titles(changed.map(({ object }) => object)),
    remove: titles(before.filter((each) => !after.has(keyOf(each)))),
    byHand: titles(changed.filter((each) => !isOther(each)).map(({ object }) => object)),
    keep: there.length - changed.length,
  };
}

function titles(objects: ManifestObject[]): string[] {
  return objects.map(({ title }) => title).sort();
}

function keyOf({ kind, namespace, name }: ManifestObject): string {
  return `${kind} ${namespace} ${name}`;
}
