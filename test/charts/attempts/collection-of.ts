/** An object as far as it says what it is. */
export type Thing = { kind: string; [key: string]: unknown };

const collections: Record<string, string> = {
  Pod: "/api/v1/pods",
  ReplicationController: "/api/v1/replicationcontrollers",
  Service: "/api/v1/services",
  Secret: "/api/v1/secrets",
  ConfigMap: "/api/v1/configmaps",
  ServiceAccount: "/api/v1/serviceaccounts",
  Lease: "/apis/coordination.k8s.io/v1/leases",
  Deployment: "/apis/apps/v1/deployments",
  ReplicaSet: "/apis/apps/v1/replicasets",
  StatefulSet: "/apis/apps/v1/statefulsets",
  DaemonSet: "/apis/apps/v1/daemonsets",
  Job: "/apis/batch/v1/jobs",
  CronJob: "/apis/batch/v1/cronjobs",
  NetworkPolicy: "/apis/networking.k8s.io/v1/networkpolicies",
};

/** Where objects of a kind are made in a namespace. */
export function collectionOf({ kind }: Pick<Thing, "kind">, namespace: string): string {
  const path = collections[kind];
  if (path === undefined) throw new Error(`Nobody has said where objects of kind ${kind} are made`);
  return path.replace(/\/([a-z]+)$/, `/namespaces/${namespace}/$1`);
}
