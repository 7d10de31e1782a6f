/** How a network plugin shows itself: by its DaemonSet, or by an API group that it brings. */
type Known = { name: string; daemonSet: RegExp; group?: RegExp };

const known: Known[] = [
  { name: "Cilium", daemonSet: /^cilium$/, group: /^cilium\.io$/ },
  { name: "Calico", daemonSet: /^(calico-node|canal)$/, group: /(^|\.)projectcalico\.org$/ },
  { name: "Antrea", daemonSet: /^antrea-agent$/, group: /(^|\.)antrea\.io$/ },
  { name: "OVN-Kubernetes", daemonSet: /^ovnkube-node$/, group: /^k8s\.ovn\.org$/ },
  { name: "AWS VPC CNI", daemonSet: /^aws-node$/, group: /^networking\.k8s\.aws$/ },
  { name: "Azure CNI", daemonSet: /^azure-(cni|npm|cns)/ },
  { name: "GKE netd", daemonSet: /^netd$/ },
  { name: "kube-router", daemonSet: /^kube-router/ },
  { name: "Weave Net", daemonSet: /^weave-net$/ },
  { name: "Flannel", daemonSet: /^(kube-)?flannel/ },
  { name: "kindnet", daemonSet: /^kindnet$/ },
];

/** What of a cluster tells of its network. */
export type Traces = { daemonSets: { namespace: string; name: string }[]; groups: string[] };

/**
 * The network plugins that a cluster shows. Some run outside of it and show nothing, and none says whether it enforces
 * policies.
 *
 * @example
 * networkPlugins({ daemonSets: [], groups: ["cilium.io"] }); // [{ name: "Cilium", by: "API group cilium.io" }]
 */
export function networkPlugins({ daemonSets, groups }: Traces): { name: string; by: string }[] {
  return known.flatMap(({ name, daemonSet, group }) => {
    const set = daemonSets.find((each) => daemonSet.test(each.name));
    if (set) return [{ name, by: `DaemonSet ${set.namespace}/${set.name}` }];
    const found = group && groups.find((each) => group.test(each));
    return found ? [{ name, by: `API group ${found}` }] : [];
  });
}
