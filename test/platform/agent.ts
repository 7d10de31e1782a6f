import { expect } from "vitest";
import type { Platform } from "./platform.ts";

const name = "agent";
const group = "admissionregistration.k8s.io";
const volume = 'Object.spec.volumes{name: "agent", hostPath: Object.spec.volumes.hostPath{path: "/var/run/agent"}}';

/** Has pods of these namespaces share a folder with their node, as monitoring agents do; gives what ends it. */
export async function agent(at: Platform, namespaces: string[]): Promise<() => Promise<unknown>> {
  const { cluster } = at;
  await cluster.apply([
    {
      apiVersion: `${group}/v1`,
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
      apiVersion: `${group}/v1`,
      kind: "MutatingAdmissionPolicyBinding",
      metadata: { name },
      spec: {
        policyName: name,
        matchResources: {
          namespaceSelector: {
            matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values: namespaces }],
          },
        },
      },
    },
  ]);
  // A policy counts as soon as the API server has read it.
  const said = async () => (await at.tntc(["cluster", "check", "-n", at.namespace])).stdout;
  await expect.poll(said, { timeout: 30_000, interval: 500 }).toContain("Pods of workflows are refused");
  return () => cluster.kubectl("delete", "mutatingadmissionpolicybinding,mutatingadmissionpolicy", name);
}
