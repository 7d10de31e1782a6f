import type { Kube, KubeObject } from "../../cluster/api/kube.ts";
import { fieldManager } from "../../cluster/api/kube.ts";
import { namespaceState } from "../namespace-state.ts";

const enforce = "pod-security.kubernetes.io/enforce";

/**
 * Creates the namespace, or labels it so that it lets in restricted pods only. A level that somebody has chosen stays,
 * and so does a namespace with pods that the label would keep from starting again.
 */
export async function fixNamespace(kube: Kube, name = kube.namespace): Promise<string[]> {
  const found = await namespaceState(kube, name);
  if (found.state === "missing") {
    await kube.create("/api/v1/namespaces", labelled(name));
    return [`Created namespace "${name}", which lets in restricted pods only`];
  }
  if (found.state !== "there" || found.labels[enforce] === "restricted") return [];
  const level = found.labels[enforce];
  if (level !== undefined) {
    return [`Left namespace "${name}" as it is: somebody has set its Pod Security Standard to "${level}"`];
  }
  const inTheWay = await wouldBreak(kube, name);
  if (inTheWay) return [`Left namespace "${name}" as it is: ${inTheWay}`];
  await kube.apply(pathOf(name), labelled(name));
  return [`Labelled namespace "${name}": it lets in restricted pods only`];
}

function pathOf(name: string): string {
  return `/api/v1/namespaces/${encodeURIComponent(name)}`;
}

function labelled(name: string): KubeObject {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name, labels: { [enforce]: "restricted" } } };
}

/** The API server itself warns of pods that run there and would not be let in again. */
async function wouldBreak(kube: Kube, name: string): Promise<string | undefined> {
  const answer = await kube.send({
    method: "PATCH",
    path: pathOf(name),
    query: { fieldManager, force: true, dryRun: "All" },
    headers: { "Content-Type": "application/apply-patch+yaml" },
    body: JSON.stringify(labelled(name)),
  });
  const warnings = [...(answer.headers["warning"] ?? "").matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)];
  return warnings.length === 0 ? undefined : warnings.map(([, text = ""]) => text.replaceAll('\\"', '"')).join("; ");
}
