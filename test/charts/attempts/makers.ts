import type { Thing } from "./collection-of.ts";
import { type Change, walledPod } from "./walled-pod.ts";

/** An object of each kind that makes pods, and a pod itself, with one change to the pod. */
export function makers(image: string, change: Change): Thing[] {
  const metadata = { name: "sly" };
  const template = walledPod(image, change);
  const selector = { matchLabels: template.metadata.labels };
  const once = walledPod(image, { ...change, pod: { restartPolicy: "Never", ...change.pod } });
  const of = (kind: string, apiVersion: string, spec: object) => ({ apiVersion, kind, metadata, spec });
  return [
    { ...of("Pod", "v1", template.spec), metadata: { ...metadata, ...template.metadata } },
    of("ReplicationController", "v1", { selector: template.metadata.labels, template }),
    of("ReplicaSet", "apps/v1", { selector, template }),
    of("StatefulSet", "apps/v1", { selector, serviceName: "sly", template }),
    of("DaemonSet", "apps/v1", { selector, template }),
    of("Job", "batch/v1", { template: once }),
  ];
}
