import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { expectClusterGolden } from "./cluster-golden.ts";
import { ground } from "./ground.ts";

test("cluster check finds that Pod Security refuses what somebody adds to pods, as service meshes do", async () => {
  await using at = await ground();
  await at.write({ "settings.yaml": `image: ${at.image}\nplain_http: true\nsystem_namespace: no-such-system\n` });
  await using _ = await mesh(at);
  // A policy counts as soon as the API server has read it.
  await expect
    .poll(async () => (await at.tntc(["cluster", "check"])).stdout, { timeout: 30_000, interval: 500 })
    .toContain("Pods of workflows are refused");
  expectClusterGolden("check-pod-security", await at.tntc(["cluster", "check"]), at);
});

/** Adds an init container that may change the pod's network, in one namespace. */
async function mesh({ cluster, namespace }: Awaited<ReturnType<typeof ground>>): Promise<AsyncDisposable> {
  const name = `mesh-${randomBytes(4).toString("hex")}`;
  const apiVersion = "admissionregistration.k8s.io/v1";
  const container =
    'Object.spec.initContainers{name: "mesh-init", image: "mesh:1", securityContext: ' +
    "Object.spec.initContainers.securityContext{capabilities: " +
    'Object.spec.initContainers.securityContext.capabilities{add: ["NET_ADMIN"]}}}';
  await cluster.apply([
    {
      apiVersion,
      kind: "MutatingAdmissionPolicy",
      metadata: { name },
      spec: {
        matchConstraints: {
          resourceRules: [{ apiGroups: [""], apiVersions: ["v1"], resources: ["pods"], operations: ["CREATE"] }],
        },
        failurePolicy: "Fail",
        reinvocationPolicy: "Never",
        mutations: [
          {
            patchType: "JSONPatch",
            jsonPatch: { expression: `[JSONPatch{op: "add", path: "/spec/initContainers", value: [${container}]}]` },
          },
        ],
      },
    },
    {
      apiVersion,
      kind: "MutatingAdmissionPolicyBinding",
      metadata: { name },
      spec: {
        policyName: name,
        matchResources: { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } } },
      },
    },
  ]);
  return {
    [Symbol.asyncDispose]: async () => {
      await cluster.kubectl("delete", "mutatingadmissionpolicybinding,mutatingadmissionpolicy", name);
    },
  };
}
