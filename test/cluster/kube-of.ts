import { Kube } from "../../src/cluster/api/kube.ts";
import type { Site } from "./site.ts";

const known = new WeakMap<Site, Promise<Kube>>();

/** The API server of a cluster, to its administrator. Without kubectl, whose every start costs more CPU than a request. */
export function kubeOf(site: Site): Promise<Kube> {
  const kube = known.get(site) ?? Kube.connect({ kubeconfig: site.kubeconfig });
  known.set(site, kube);
  return kube;
}
