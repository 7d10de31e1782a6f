/** API paths of the kinds that we touch in one namespace. `many()` is the collection, `one(name)` the object. */
export type Paths = Record<keyof typeof collections, { many: () => string; one: (name: string) => string }>;

const collections = {
  pods: "/api/v1",
  events: "/api/v1",
  services: "/api/v1",
  secrets: "/api/v1",
  configmaps: "/api/v1",
  serviceaccounts: "/api/v1",
  deployments: "/apis/apps/v1",
  replicasets: "/apis/apps/v1",
  jobs: "/apis/batch/v1",
  cronjobs: "/apis/batch/v1",
  leases: "/apis/coordination.k8s.io/v1",
  networkpolicies: "/apis/networking.k8s.io/v1",
} as const;

/**
 * @example
 * pathsIn("default").deployments.one("hello"); // "/apis/apps/v1/namespaces/default/deployments/hello"
 * pathsIn(undefined).deployments.many(); // "/apis/apps/v1/deployments", of all namespaces
 */
export function pathsIn(namespace: string | undefined): Paths {
  const within = namespace === undefined ? "" : `/namespaces/${encodeURIComponent(namespace)}`;
  const path = (plural: keyof typeof collections) => {
    const many = `${collections[plural]}${within}/${plural}`;
    return { many: () => many, one: (name: string) => `${many}/${encodeURIComponent(name)}` };
  };
  return {
    pods: path("pods"),
    events: path("events"),
    services: path("services"),
    secrets: path("secrets"),
    configmaps: path("configmaps"),
    serviceaccounts: path("serviceaccounts"),
    deployments: path("deployments"),
    replicasets: path("replicasets"),
    jobs: path("jobs"),
    cronjobs: path("cronjobs"),
    leases: path("leases"),
    networkpolicies: path("networkpolicies"),
  };
}
