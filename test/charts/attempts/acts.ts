import type { KubeRequest } from "../../../src/cluster/api/transport.ts";

/** One thing that an author would do, and what the refusal has to say. */
export type Act = { what: string; request: KubeRequest; refusal: RegExp };

/** What an author would do in the namespace of workflows and elsewhere, besides making objects. */
export function acts(namespace: string): Act[] {
  const within = (group: string) => `${group}/namespaces/${namespace}`;
  const [core, batch, rbac, net] = [
    within("/api/v1"),
    within("/apis/batch/v1"),
    within("/apis/rbac.authorization.k8s.io/v1"),
    within("/apis/networking.k8s.io/v1"),
  ];
  const admission = "/apis/admissionregistration.k8s.io/v1";
  const metadata = { name: "sly" };
  return [
    act("the end of the default deny", remove(`${net}/networkpolicies/tentacular-default-deny`), platforms),
    act(
      "another name on the default deny",
      patch(`${net}/networkpolicies/tentacular-default-deny`, renamed),
      platforms,
    ),
    act("the end of the quota", remove(`${core}/resourcequotas/tentacular-quota`)),
    act("more than the quota", patch(`${core}/resourcequotas/tentacular-quota`, { spec: { hard: { pods: "9999" } } })),
    act("the end of the limits", remove(`${core}/limitranges/tentacular-limits`)),
    act("a pod of one's own making", make(`${core}/pods`, { metadata })),
    act("a job of one's own making", make(`${batch}/jobs`, { metadata })),
    act("addresses behind a Service", make(`${within("/apis/discovery.k8s.io/v1")}/endpointslices`, { metadata })),
    act("the same, as it was done once", make(`${core}/endpoints`, { metadata })),
    act("a door from outside", make(`${net}/ingresses`, { metadata })),
    act("secrets of another namespace", { path: "/api/v1/namespaces/kube-system/secrets" }),
    act("secrets of every namespace", { path: "/api/v1/secrets" }),
    act("the configuration of the module proxy", { path: "/api/v1/namespaces/kube-system/configmaps" }),
    act("a token of a service account", make(`${core}/serviceaccounts/default/token`, {})),
    act("a certificate for a user", make("/apis/certificates.k8s.io/v1/certificatesigningrequests", { metadata })),
    act("a role of one's own", make(`${rbac}/roles`, { metadata })),
    act("a role for somebody else", make(`${rbac}/rolebindings`, { metadata })),
    act("another level of pod security", patch(`/api/v1/namespaces/${namespace}`, privileged)),
    act("the same for another namespace", patch("/api/v1/namespaces/default", privileged)),
    act("somebody else's name", { path: `${core}/pods`, headers: { "Impersonate-User": "system:admin" } }),
    act("the end of the admission policies", remove(`${admission}/validatingadmissionpolicies`)),
    act("the end of their bindings", remove(`${admission}/validatingadmissionpolicybindings`)),
    act("another sandbox of the same name", remove("/apis/node.k8s.io/v1/runtimeclasses/gvisor")),
    act("the nodes", { path: "/api/v1/nodes" }),
    act("the node's own agent", { path: "/api/v1/nodes/node/proxy/pods" }),
    act("a way to a pod past its Service", { path: `${core}/pods/sly:8080/proxy/` }),
    act("a tunnel to a pod", make(`${core}/pods/sly/portforward`, {})),
    act("one more container in a pod", patch(`${core}/pods/sly/ephemeralcontainers`, {})),
    act("other labels for a pod", patch(`${core}/pods/sly`, { metadata: { labels: { a: "b" } } })),
    act("other Services of the platform", { path: "/api/v1/namespaces/kube-system/services/kube-dns:9153/proxy/" }),
  ];
}

const forbidden = / is forbidden: User "[^"]+" cannot /;
const platforms = /Policies of the platform/;
const renamed = { metadata: { labels: { "app.kubernetes.io/part-of": "tentacular" } } };
const privileged = { metadata: { labels: { "pod-security.kubernetes.io/enforce": "privileged" } } };

function act(what: string, request: KubeRequest, refusal = forbidden): Act {
  return { what, request, refusal };
}

function make(path: string, object: object): KubeRequest {
  return { method: "POST", path, body: JSON.stringify(object) };
}

function remove(path: string): KubeRequest {
  return { method: "DELETE", path };
}

function patch(path: string, body: object): KubeRequest {
  return {
    method: "PATCH",
    path,
    headers: { "Content-Type": "application/merge-patch+json" },
    body: JSON.stringify(body),
  };
}
