import { z } from "zod";
import type { Kube } from "../../cluster/api/kube.ts";
import type { ClusterProfile, NodeFacts } from "./cluster-profile.ts";
import { networkPlugins } from "./network-plugins.ts";
import type { Reader } from "./reader.ts";

const metadata = z.object({ name: z.string(), namespace: z.string().default("") });
const node = z.object({
  metadata,
  status: z.object({
    nodeInfo: z.object({
      architecture: z.string(),
      operatingSystem: z.string(),
      containerRuntimeVersion: z.string(),
      kubeletVersion: z.string(),
    }),
  }),
});
const runtimeClass = z.object({ metadata, handler: z.string() });
const storageClass = z.object({
  metadata: metadata.extend({ annotations: z.record(z.string(), z.string()).default({}) }),
  provisioner: z.string(),
});
const groupList = z.object({ groups: z.array(z.object({ name: z.string() })) });
const service = z.object({ spec: z.object({ clusterIP: z.string() }) });
const slice = z.object({
  addressType: z.string(),
  endpoints: z.array(z.object({ addresses: z.array(z.string()) })).nullish(),
  ports: z.array(z.object({ port: z.number().nullish() })).nullish(),
});

/** The machines of the cluster. */
export async function nodesOf(kube: Kube, { read }: Reader): Promise<NodeFacts[] | undefined> {
  const found = await read("nodes", () => kube.list("/api/v1/nodes", node));
  return found?.map(({ metadata: { name }, status: { nodeInfo: info } }) => ({
    name,
    platform: `${info.operatingSystem}/${info.architecture}`,
    runtime: info.containerRuntimeVersion,
    kubelet: info.kubeletVersion,
  }));
}

/** The sandboxes that pods may ask for. */
export async function runtimeClassesOf(kube: Kube, { read }: Reader): Promise<ClusterProfile["runtimeClasses"]> {
  const found = await read("runtime classes", () => kube.list("/apis/node.k8s.io/v1/runtimeclasses", runtimeClass));
  return found?.map(({ metadata: { name }, handler }) => ({ name, handler }));
}

/** Where claims get their volumes. */
export async function storageClassesOf(kube: Kube, { read }: Reader): Promise<ClusterProfile["storageClasses"]> {
  const path = "/apis/storage.k8s.io/v1/storageclasses";
  const found = await read("storage classes", () => kube.list(path, storageClass));
  return found?.map(({ metadata: { name, annotations }, provisioner }) => {
    const isDefault = annotations["storageclass.kubernetes.io/is-default-class"] === "true";
    return { name, provisioner, isDefault };
  });
}

/** The network plugins that show themselves. */
export async function pluginsOf(kube: Kube, { read }: Reader): Promise<ClusterProfile["network"]["plugins"]> {
  const [sets, groups] = await Promise.all([
    read("DaemonSets", () => kube.list("/apis/apps/v1/daemonsets", z.object({ metadata }))),
    read("API groups", () => kube.get("/apis", groupList)),
  ]);
  const daemonSets = sets?.map((each) => each.metadata) ?? [];
  return networkPlugins({ daemonSets, groups: groups?.groups.map(({ name }) => name) ?? [] });
}

/** The API server as pods see it. */
export async function apiServerOf(kube: Kube, { read }: Reader): Promise<ClusterProfile["apiServer"]> {
  const slices = "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices";
  const labels = "kubernetes.io/service-name=kubernetes";
  const [front, behind] = await Promise.all([
    read("Service default/kubernetes", () => kube.get("/api/v1/namespaces/default/services/kubernetes", service)),
    read("EndpointSlices of default/kubernetes", () => kube.list(slices, slice, { labels })),
  ]);
  if (front === undefined || behind === undefined) return undefined;
  const addresses = behind.flatMap(({ addressType, endpoints, ports }) =>
    (endpoints ?? []).flatMap((each) => each.addresses.map((address) => ({ address, addressType, ports }))),
  );
  return {
    service: `${front.spec.clusterIP}:443`,
    endpoints: addresses.flatMap(({ address, ports }) => (ports ?? []).map(({ port }) => `${address}:${port ?? 443}`)),
    cidrs: addresses.map(({ address, addressType }) => `${address}/${addressType === "IPv6" ? 128 : 32}`),
  };
}
