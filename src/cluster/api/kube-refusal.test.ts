import { expect, test } from "vitest";
import { KubeRefusal } from "./kube-refusal.ts";

const asked = {
  method: "GET",
  path: "/apis/apps/v1/namespaces/demo/deployments",
  user: "ada",
  typed: (command: string) => `${command} --context dev`,
};
const answer = (status: number, message: string) => ({ status, body: JSON.stringify({ kind: "Status", message }) });

test("a missing permission is named with verb, resource and the command that tests it", () => {
  const message =
    'deployments.apps is forbidden: User "ada" cannot list resource "deployments" in API group "apps" in the namespace "demo"';
  expect(new KubeRefusal(asked, answer(403, message))).toMatchObject({
    message: 'User "ada" may not list "deployments" in namespace "demo"',
    code: "CLUSTER-FORBIDDEN",
    remedy: "Ask for the permission; kubectl auth can-i list deployments.apps -n demo --context dev tests it",
  });
});

test("an admission rule keeps its own words", () => {
  const message = 'pods "x" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true.';
  expect(new KubeRefusal(asked, answer(403, message)).message).toBe(`The cluster forbids it: ${message.slice(0, -1)}`);
});

test("a rule of the platform is told as such", () => {
  const message =
    "services \"x\" is forbidden: ValidatingAdmissionPolicy 's-services' with binding 's-services' denied request: Services are seen inside only.";
  expect(new KubeRefusal(asked, answer(403, message))).toMatchObject({
    exit: "preflight",
    remedy: "The platform's rules refuse this; nothing is wrong with your rights: Services are seen inside only",
  });
});

test("who gives no credentials is told so, and not to ask for a permission", () => {
  const message =
    'secrets is forbidden: User "system:anonymous" cannot list resource "secrets" in API group "" in the namespace "demo"';
  expect(new KubeRefusal(asked, answer(403, message))).toMatchObject({
    message: 'The cluster got no credentials, and nobody without any may list "secrets"',
    code: "CLUSTER-UNAUTHENTICATED",
    exit: "unreachable",
  });
});

test("an unknown user has to log in", () => {
  expect(new KubeRefusal(asked, answer(401, "Unauthorized"))).toMatchObject({
    code: "CLUSTER-UNAUTHENTICATED",
    exit: "unreachable",
  });
});

test("a change that somebody else was faster with is a conflict", () => {
  expect(new KubeRefusal(asked, answer(409, "the object has been modified"))).toMatchObject({
    exit: "conflict",
    status: 409,
  });
});
