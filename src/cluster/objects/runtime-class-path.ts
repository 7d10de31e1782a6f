/** Where the API server keeps a RuntimeClass. */
export function runtimeClassPath(name: string): string {
  return `/apis/node.k8s.io/v1/runtimeclasses/${encodeURIComponent(name)}`;
}
