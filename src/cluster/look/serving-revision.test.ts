import { expect, test } from "vitest";
import { podSchema } from "../objects/pod.ts";
import type { ReleaseRevision } from "../release/release-revision.ts";
import { servingRevision } from "./serving-revision.ts";

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;

function pod(letter: string, ready: boolean, more: object = {}) {
  const annotations = { "tentacular.io/code-digest": digest(letter) };
  const conditions = [{ type: "Ready", status: ready ? "True" : "False" }];
  return podSchema.parse({ metadata: { name: letter, annotations, ...more }, spec: {}, status: { conditions } });
}

const revisions = [
  { revision: 4, version: "1.1", letter: "b", rollout: "failed" },
  { revision: 3, version: "1.0", letter: "a", rollout: "started" },
  { revision: 2, version: "1.0", letter: "a", rollout: "settled" },
].map(({ letter, ...each }): ReleaseRevision => {
  const at = "2026-01-01T00:00:00Z";
  return { workflow: "hello", namespace: "demo", status: "superseded", code: letter.repeat(12), at, ...each };
});

test("the revision whose ready pods run other code than the newest serves, first of all one that was seen serving", () => {
  const pods = [pod("b", false), pod("a", true)];
  expect(servingRevision({ pods, newest: digest("b"), revisions })).toEqual({
    revision: 2,
    version: "1.0",
    code: "aaaaaaaaaaaa",
  });
});

test("pods that are not ready, that end, that run the newest code or that nobody has deployed serve nothing earlier", () => {
  const pods = [pod("a", false), pod("a", true, { deletionTimestamp: "2026-01-01T00:00:00Z" }), pod("b", true)];
  expect(servingRevision({ pods, newest: digest("b"), revisions })).toBeUndefined();
  expect(servingRevision({ pods: [pod("c", true)], newest: digest("b"), revisions })).toBeUndefined();
});
