import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { expectClusterGolden } from "./cluster-golden.ts";
import { ground } from "./ground.ts";

test("cluster check finds that Pod Security refuses what somebody adds to pods, as monitoring agents do", async () => {
  await using at = await ground({ runtimeClass: "gvisor" });
  await using _ = await agent(at);
  // A policy counts as soon as the API server has read it.
  await expect
    .poll(async () => (await at.tntc(["cluster", "check"])).stdout, { timeout: 30_000, interval: 500 })
    .toContain("Pods of workflows are refused");
  expectClusterGolden("check-pod-security", await at.tntc(["cluster", "check"]), at);
});

/** Lets pods of one namespace share a folder with their node. */
async function agent({ cluster, namespace }: Awaited<ReturnType<typeof ground>>): Promise<AsyncDisposable> {
  const name = `agent-${randomBytes(4).toString("hex")}`;
  const apiVersion = "admissionregistration.k8s.io/v1";
  const volume = 'Object.spec.volumes{name: "agent", hostPath: Object.spec.volumes.hostPath{path: "/var/run/agent"}}';
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
            patchType: "ApplyConfiguration",
            applyConfiguration: { expression: `Object{spec: Object.spec{volumes: [${volume}]}}` },
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
