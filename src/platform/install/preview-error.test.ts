import { expect, test } from "vitest";
import { helmError } from "../../cluster/helm/helm-error.ts";
import { previewError } from "./preview-error.ts";

const owned = (said: string) =>
  helmError(
    "try it",
    `Error: ClusterRole "x" in namespace "" exists and cannot be imported into the current release: ${said}`,
  );
const by = (where: string) => `annotation validation error: key "meta.helm.sh/release-namespace" must equal "${where}"`;

test("a second system is told where the first one is, and not to remove what belongs to it", () => {
  const said = `invalid ownership metadata; ${by("platform3")}: current value is "tentacular-system"`;
  expect(() => previewError(owned(said))).toThrow(
    expect.objectContaining({
      code: "SYSTEM-ELSEWHERE",
      message: 'The system is installed in namespace "tentacular-system" already, and a cluster has one',
      remedy: "Leave out --namespace and system_namespace, or name tentacular-system",
    }),
  );
});

test("an object that nobody's release has made is not to be removed unseen", () => {
  const said = `invalid ownership metadata; ${by("platform3")}: missing key`;
  expect(() => previewError(owned(said))).toThrow(
    expect.objectContaining({ code: "HELM-OWNERSHIP", remedy: expect.stringContaining("find out who needs it") }),
  );
});
