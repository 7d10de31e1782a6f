import { expect, test } from "vitest";
import { networkPlugins } from "./network-plugins.ts";

test("a plugin is recognised by its DaemonSet, else by the API group that it brings", () => {
  const daemonSets = [{ namespace: "kube-system", name: "calico-node" }];
  expect(networkPlugins({ daemonSets, groups: ["apps", "cilium.io", "crd.projectcalico.org"] })).toEqual([
    { name: "Cilium", by: "API group cilium.io" },
    { name: "Calico", by: "DaemonSet kube-system/calico-node" },
  ]);
});

test("what shows nothing is not guessed", () => {
  expect(networkPlugins({ daemonSets: [{ namespace: "x", name: "my-cilium-exporter" }], groups: ["apps"] })).toEqual(
    [],
  );
});
