import type { Labels } from "./network.ts";

/** The label that Kubernetes itself puts on each namespace, and nobody else can. */
export function namespaceNamed(name: string): Labels {
  return { "kubernetes.io/metadata.name": name };
}
