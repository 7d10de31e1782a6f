import { expect, test } from "vitest";
import { changes } from "./changes.ts";
import { manifestObjects } from "./manifest-objects.ts";
import type { Trial } from "./try-objects.ts";

const [then, now] = ["1", "2"].map((data) => (name: string) => {
  const text = `{apiVersion: v1, kind: ConfigMap, metadata: {name: ${name}}, data: {a: "${data}"}}`;
  const [object] = manifestObjects(text, "home");
  if (object === undefined) throw new Error("no object");
  return object;
});

function between(state: Trial["state"], before: typeof then, after = before) {
  return changes(before ? [before("a")] : [], after ? [{ object: after("a"), state }] : []);
}

test.each([
  ["that is new", between("missing", undefined, now), { create: ["ConfigMap/a"] }],
  ["that is new, for who may not look", between("unseen", undefined, now), { create: ["ConfigMap/a"] }],
  ["that somebody has removed", between("missing", then), { create: ["ConfigMap/a"] }],
  ["that the chart says otherwise", between("different", then, now), { change: ["ConfigMap/a"] }],
  ["that the chart says otherwise, for who may not look", between("unseen", then, now), { change: ["ConfigMap/a"] }],
  ["that somebody has changed", between("different", then), { change: ["ConfigMap/a"], byHand: ["ConfigMap/a"] }],
  ["that is as it was", between("same", then), { keep: 1 }],
  ["that is as it was, for who may not look", between("unseen", then), { keep: 1 }],
])("an object %s", (_, found, expected) => {
  expect(found).toEqual({ create: [], change: [], remove: [], byHand: [], keep: 0, ...expected });
});

test("an object that the chart has no more goes", () => {
  expect(
    changes(
      [then?.("a"), then?.("b")].flatMap((each) => each ?? []),
      [],
    ),
  ).toMatchObject({
    remove: ["ConfigMap/a", "ConfigMap/b"],
  });
});
