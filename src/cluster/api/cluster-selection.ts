/** Which cluster and namespace a command speaks to: what its flags say, before the kubeconfig is read. */
export type ClusterSelection = {
  /** Path of one file. @default the files of `KUBECONFIG`, else `~/.kube/config` */
  kubeconfig?: string | undefined;
  /** @default the kubeconfig's current context */
  context?: string | undefined;
  /** @default the context's namespace, else "default" */
  namespace?: string | undefined;
};
