/** The one door to the Kubernetes client. It takes half a second to load: import this file lazily, and only in need. */
export { Exec, KubeConfig } from "@kubernetes/client-node";
