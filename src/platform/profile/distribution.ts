const suffixes: [RegExp, string][] = [
  [/\+k3s/, "k3s"],
  [/\+rke2/, "RKE2"],
  [/\+k0s/, "k0s"],
  [/-gke\./, "GKE"],
  [/-eks-/, "EKS"],
  [/\+vmware/, "Tanzu"],
];

/**
 * Whose Kubernetes it is, as far as its version tells.
 *
 * @example
 * distribution("v1.34.1+k3s1"); // "k3s"
 */
export function distribution(gitVersion: string): string {
  return suffixes.find(([suffix]) => suffix.test(gitVersion))?.[1] ?? "";
}
