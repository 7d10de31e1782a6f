import { expect, test } from "vitest";
import { helmError } from "./helm-error.ts";

test.each([
  ["HELM-BUSY", "conflict", "Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress"],
  [
    "HELM-UNREACHABLE",
    "unreachable",
    'Error: Kubernetes cluster unreachable: Get "https://127.0.0.1:1/version": dial tcp 127.0.0.1:1: connect: connection refused',
  ],
  [
    "HELM-FORBIDDEN",
    "preflight",
    'Error: query: failed to query with labels: secrets is forbidden: User "dev" cannot list resource "secrets" in API group "" in the namespace "prod"',
  ],
  [
    "HELM-RULE",
    "preflight",
    "Error: UPGRADE FAILED: deployments.apps \"x\" is forbidden: ValidatingAdmissionPolicy 's-pods' with binding 's-pods' denied request: Pods run under RuntimeClass \"kata\"",
  ],
  [
    "HELM-QUOTA",
    "preflight",
    'Error: UPGRADE FAILED: create: failed to create: secrets "sh.helm.release.v1.x.v2" is forbidden: exceeded quota: few',
  ],
  ["HELM-RELEASE-UNKNOWN", "notFound", "Error: release: not found"],
  ["HELM-FILE-MISSING", "notFound", "Error: open /nope/values.yaml: no such file or directory"],
  [
    "HELM-VALUES",
    "internal",
    "Error: values don't meet the specifications of the schema(s) in the following chart(s):\nx",
  ],
  [
    "HELM-TOO-LARGE",
    "invalid",
    'Error: create: failed to create: Secret "x" is invalid: data: Too long: may not be more than 1048576 bytes',
  ],
  [
    "HELM-OWNERSHIP",
    "preflight",
    'Error: Unable to continue with install: Service "a" in namespace "b" exists and cannot be imported into the current release: invalid ownership metadata',
  ],
  [
    "HELM-CONFLICT",
    "conflict",
    "Error: UPGRADE FAILED: conflict occurred while applying object x/y apps/v1, Kind=Deployment: Apply failed with 1 conflict",
  ],
  ["HELM-TIMEOUT", "timeout", "Error: UPGRADE FAILED: context deadline exceeded"],
  ["HELM-FAILED", "failed", "Error: something new"],
])("%s is known by its words", (code, exit, stderr) => {
  expect(helmError('deploy "x"', `WARNING: a warning\n${stderr}\n`)).toMatchObject({
    code,
    exit,
    message: expect.stringMatching(/^Helm could not deploy "x": (?!Error: )/),
  });
});

test("a rule of the platform is told as such: no permission would mend it", () => {
  const stderr =
    "Error: UPGRADE FAILED: server-side apply failed: deployments.apps \"x\" is forbidden: ValidatingAdmissionPolicy 's-pods' with binding 's-pods' denied request: Pods run under RuntimeClass \"kata\"\n";
  expect(helmError('deploy "x"', stderr).remedy).toBe(
    'The platform\'s rules refuse this; nothing is wrong with your rights: Pods run under RuntimeClass "kata"',
  );
});

test("lines of Helm's become one sentence", () => {
  const stderr =
    "Error: values don't meet the schema in the following chart(s):\nx:\n- at '': additional 'y'\n- at '/z': 1\n";
  expect(helmError("render", stderr).message).toBe(
    "Helm could not render: values don't meet the schema in the following chart(s): x: at '': additional 'y'; - at '/z': 1",
  );
});

const foreign = (said: string) =>
  `Error: Unable to continue with install: Service "a" in namespace "b" exists and cannot be imported into the current release: invalid ownership metadata; label validation error: missing key "app.kubernetes.io/managed-by": must be set to "Helm"; ${said}`;
const must = (key: string, rest: string) =>
  `annotation validation error: key "meta.helm.sh/${key}" must equal "x": ${rest}`;

test("an object in the way is told by whose it is, not by every label that Helm misses", () => {
  const nobodys = foreign('annotation validation error: missing key "meta.helm.sh/release-name": must be set to "x"');
  expect(helmError('deploy "x"', nobodys).message).toBe(
    'Helm could not deploy "x": Service "a" in namespace "b" exists already, and belongs to no Helm release',
  );
  const anothers = foreign(
    `${must("release-name", 'current value is "y"')}; ${must("release-namespace", 'current value is "z"')}`,
  );
  expect(helmError('deploy "x"', anothers).message).toBe(
    'Helm could not deploy "x": Service "a" in namespace "b" exists already, and belongs to the Helm release "y" of namespace "z"',
  );
});

test("a command in a remedy means the place where Helm was at work", () => {
  const stderr = 'Error: UPGRADE FAILED: secrets "x" is forbidden: exceeded quota: few';
  expect(helmError('deploy "x"', stderr, { namespace: "team", context: "dev" }).remedy).toBe(
    "Free what the quota counts, or ask for a larger one: kubectl describe resourcequota -n team --context dev",
  );
});

test("a silent Helm still gives a sentence", () => {
  expect(helmError("render", "").message).toBe("Helm could not render: it said nothing");
});
