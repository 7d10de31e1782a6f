import type { ClusterProfile } from "../platform/profile/cluster-profile.ts";

/** One part of a profile: a heading, and a table below it; without rows there is none of it in the cluster. */
export type ProfileSection = { title: string; head: string[]; rows: string[][] };

/** The parts of a profile, the same for text and markdown; one that could not be read is left out. */
export function profileSections(profile: ClusterProfile): ProfileSection[] {
  const { nodes, runtimeClasses, storageClasses, namespace, unread } = profile;
  return [
    { title: "Cluster", head: ["FACT", "VALUE"], rows: facts(profile) },
    listed("Nodes", ["NAME", "PLATFORM", "RUNTIME", "KUBELET"], nodes?.map(values)),
    listed("Runtime classes", ["NAME", "HANDLER"], runtimeClasses?.map(values)),
    listed(
      "Storage classes",
      ["NAME", "PROVISIONER", "DEFAULT"],
      storageClasses?.map(({ name, provisioner, isDefault }) => [name, provisioner, isDefault ? "yes" : ""]),
    ),
    listed("Quotas", ["NAME", "RESOURCE", "USED", "HARD"], namespace.quotas?.map(values)),
    listed("Limits", ["NAME", "KIND", "LIMIT", "RESOURCE", "AMOUNT"], namespace.limits?.map(values)),
    listed("Not read", ["WHAT"], unread.length > 0 ? unread.map((each) => [each]) : undefined),
  ].filter((section) => section !== undefined);
}

function listed(title: string, head: string[], rows: string[][] | undefined): ProfileSection | undefined {
  return rows && { title, head, rows };
}

function values(facts: Record<string, string>): string[] {
  return Object.values(facts);
}

function facts(profile: ClusterProfile): string[][] {
  const { context, server, kubernetes, network, apiServer, namespace, system, program } = profile;
  const plugins = network.plugins.map(({ name, by }) => `${name} (${by})`).join(", ");
  const rows: [string, string | undefined][] = [
    ["Context", `${context} (${server})`],
    ["Kubernetes", [kubernetes.version, kubernetes.distribution, kubernetes.platform].filter(Boolean).join(", ")],
    ["Network plugin", plugins || "none that shows itself"],
    ["NetworkPolicy", network.policies],
    ["Names in pods", network.names],
    ["API server, Service", apiServer?.service],
    ["API server, behind it", apiServer?.endpoints.join(", ")],
    ["Namespace", namespaceText(namespace)],
    ["System chart", systemText(profile)],
    ["Module proxy", proxyText(profile)],
    ["RuntimeClass to use", sandboxText(profile)],
    ["Contract required", system ? yesNo(system.requireContract) : undefined],
    ["Walls enforced on authors", system ? yesNo(system.enforce) : undefined],
    ["tntc", program],
  ];
  return rows.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
}

function namespaceText({ name, state, podSecurity }: ClusterProfile["namespace"]): string {
  if (state === "there") return `${name}, Pod Security Standard ${podSecurity || "not enforced"}`;
  return `${name}, ${{ missing: "does not exist", ending: "is being deleted", hidden: "not looked at" }[state]}`;
}

function systemText({ system, systemState, systemFit }: ClusterProfile): string {
  if (system === undefined) return systemState === "hidden" ? "not looked at" : "not found";
  const misfit = systemFit && systemFit.fits !== "yes" ? `. ${systemFit.message}` : "";
  return `${system.version} in ${system.namespace}${misfit}`;
}

function proxyText({ system, moduleProxy }: ClusterProfile): string | undefined {
  if (system === undefined) return undefined;
  if (system.moduleProxy === undefined) return "none";
  const { moduleProxy: url, moduleProxyVersion: version } = system;
  const state = moduleProxy === undefined ? "not asked" : moduleProxy.answers ? "answers" : "does not answer";
  const why = moduleProxy?.why === undefined ? "" : `: ${moduleProxy.why}`;
  return `${url}${version ? ` (${version})` : ""}, ${state}${why}`;
}

function sandboxText({ system, runtimeClasses }: ClusterProfile): string | undefined {
  const name = system?.runtimeClass;
  if (name === undefined || runtimeClasses === undefined) return name;
  return runtimeClasses.some((each) => each.name === name) ? name : `${name}, which the cluster does not have`;
}

function yesNo(is: boolean): string {
  return is ? "yes" : "no";
}
