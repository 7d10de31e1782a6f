import { expect, test } from "vitest";
import type { ReleaseRevision } from "../release/release-revision.ts";
import { rollbackTarget } from "./rollback-target.ts";

type Sketch = Partial<ReleaseRevision> & Pick<ReleaseRevision, "revision" | "version" | "code">;

function history(...sketches: Sketch[]): ReleaseRevision[] {
  return sketches.map((sketch, index) => ({
    workflow: "hello",
    namespace: "demo",
    status: index === 0 ? "deployed" : "superseded",
    rollout: "settled",
    at: "2026-01-01T00:00:00Z",
    ...sketch,
  }));
}

const twoVersions = history({ revision: 2, version: "2.0", code: "b" }, { revision: 1, version: "1.0", code: "a" });

test("without a wish the revision before is meant", () => {
  expect(rollbackTarget(twoVersions, {}).revision).toBe(1);
});

test("after a failed deploy that was undone, the revision before the one that runs is meant, not its double", () => {
  const undone = history(
    { revision: 4, version: "2.0", code: "b" },
    { revision: 3, version: "3.0", code: "c", rollout: "failed" },
    { revision: 2, version: "2.0", code: "b" },
    { revision: 1, version: "1.0", code: "a" },
  );
  expect(rollbackTarget(undone, {}).revision).toBe(1);
});

test("the same code with other settings is something else; with the same settings it is not, whatever its secrets were", () => {
  const settings = history(
    { revision: 4, version: "1.0", code: "a", fingerprint: "f-3" },
    { revision: 3, version: "1.0", code: "a", fingerprint: "f-2" },
    { revision: 2, version: "1.0", code: "a", fingerprint: "e-1" },
    { revision: 1, version: "0.9", code: "z", fingerprint: "d-1" },
  );
  expect(rollbackTarget(settings, {}).revision).toBe(2);
});

test("where nothing earlier differs there is nothing to go back to, and a revision that is named is gone back to all the same", () => {
  const same = history({ revision: 2, version: "1.0", code: "a" }, { revision: 1, version: "1.0", code: "a" });
  expect(() => rollbackTarget(same, {})).toThrow(
    expect.objectContaining({ message: expect.stringContaining("Nothing to go back to"), exit: "notFound" }),
  );
  expect(rollbackTarget(same, { revision: 1 }).revision).toBe(1);
});

test("a revision that Helm could not apply is said to have failed", () => {
  const failed = history(
    { revision: 3, version: "2.0", code: "b" },
    { revision: 2, version: "2.0", code: "b", status: "failed" },
    { revision: 1, version: "1.0", code: "a" },
  );
  expect(() => rollbackTarget(failed, { revision: 2 })).toThrow(
    expect.objectContaining({
      code: "REVISION-FAILED",
      message: 'Revision 2 of workflow "hello" cannot be gone back to: Helm could not apply it (failed)',
      remedy: "Go back with --revision to one of: 1 (version 1.0)",
    }),
  );
});

test("a version means its newest revision, a revision itself", () => {
  const again = history(
    { revision: 3, version: "2.0", code: "c" },
    { revision: 2, version: "1.0", code: "b" },
    { revision: 1, version: "1.0", code: "a" },
  );
  expect(rollbackTarget(again, { version: "1.0" }).revision).toBe(2);
  expect(rollbackTarget(again, { revision: 1 }).revision).toBe(1);
});

test("what never was is refused with what there is", () => {
  expect(() => rollbackTarget(twoVersions, { version: "9.9" })).toThrow(
    expect.objectContaining({ exit: "notFound", remedy: "Go back with --revision to one of: 1 (version 1.0)" }),
  );
});

test("one that did not serve is named as such, taken when asked for, and passed over where its version has another", () => {
  const mixed = history(
    { revision: 4, version: "2.0", code: "d" },
    { revision: 3, version: "1.1", code: "c", rollout: "failed" },
    { revision: 2, version: "1.1", code: "b" },
    { revision: 1, version: "1.0", code: "a", rollout: "failed" },
  );
  expect(rollbackTarget(mixed, { version: "1.1" }).revision).toBe(2);
  expect(rollbackTarget(mixed, { version: "1.0" }).revision).toBe(1);
  expect(rollbackTarget(mixed, { revision: 3 }).revision).toBe(3);
  expect(() => rollbackTarget(mixed, { revision: 9 })).toThrow(
    expect.objectContaining({
      message: 'Workflow "hello" has no revision 9 to go back to',
      remedy:
        "Go back with --revision to one of: 3 (version 1.1, which did not serve), 2 (version 1.1), 1 (version 1.0, which did not serve)",
    }),
  );
});

test("going to where it is already is refused", () => {
  const back = history({ revision: 3, version: "1.0", code: "a" }, ...twoVersions);
  expect(() => rollbackTarget(back, { version: "1.0" })).toThrow(expect.objectContaining({ code: "REVISION-CURRENT" }));
  const otherCode = history({ revision: 3, version: "1.0", code: "c" }, ...twoVersions);
  expect(() => rollbackTarget(otherCode, { version: "1.0" })).toThrow(
    expect.objectContaining({
      code: "REVISION-CURRENT",
      message: 'Workflow "hello" is at version "1.0" already',
      remedy: "Go back with --revision to one of: 2 (version 2.0), 1 (version 1.0)",
    }),
  );
  expect(() => rollbackTarget(twoVersions, { revision: 2 })).toThrow(
    expect.objectContaining({ code: "REVISION-CURRENT", message: 'Workflow "hello" is at revision 2 already' }),
  );
});

test("a first deploy has nothing to go back to", () => {
  expect(() => rollbackTarget(history({ revision: 1, version: "1.0", code: "a" }), {})).toThrow(
    expect.objectContaining({ message: 'Workflow "hello" has no earlier revision that worked' }),
  );
});
