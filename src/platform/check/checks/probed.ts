import type { Kube } from "../../../cluster/api/kube.ts";
import { may } from "../../../cluster/api/may.ts";
import { TentacularError } from "../../../errors.ts";
import type { Progress } from "../../../output/progress.ts";
import { probe } from "../../probe/probe.ts";
import type { ProbeResult } from "../../probe/probe-result.ts";
import type { Check } from "../check.ts";
import type { CheckGround } from "../check-ground.ts";
import { natsAddresses } from "./nats-addresses.ts";

/** Whether to measure, and how. */
export type ProbedOptions = { asked: boolean; progress: Progress; signal: AbortSignal };

const apiName = "kubernetes.default.svc";
const ids = { policy: "network-policy", dns: "dns" } as const;

/** What only pods can find out: policies in force, names, NATS. Not measured unless it was asked for. */
export async function probedChecks(ground: CheckGround, options: ProbedOptions): Promise<Check[]> {
  const nats = natsAddresses(ground.spec);
  const things = ["NetworkPolicy", "DNS", ...nats.map(nameOf)];
  const unmeasured = (why: string, remedy: string): Check[] => [
    { id: ids.policy, state: "skip", message: `${things.join(", ")} not measured${why}`, remedy },
  ];
  if (!options.asked) return unmeasured("", "Add --probe: two pods for some seconds");
  if (ground.namespace.state === "missing" || ground.namespace.state === "ending") return [];
  const lacking = await missingRights(ground);
  if (lacking) return unmeasured(`: no permission to ${lacking}`, "Ask somebody with this permission to probe");
  try {
    return readings(ground.kube, await measure(ground, options));
  } catch (error) {
    if (!(error instanceof TentacularError) || error.exit === "interrupted") throw error;
    return unmeasured(`: ${error.message.replace(/: pods "[^"]*" is forbidden: /, ": ")}`, error.remedy);
  }
}

async function missingRights({ kube }: CheckGround): Promise<string | undefined> {
  const rights = ["pods", "networkpolicies"].flatMap((resource) =>
    ["create", "delete"].map((verb) => ({ group: resource === "pods" ? "" : "networking.k8s.io", resource, verb })),
  );
  const allowed = await Promise.all(rights.map((right) => may(kube, right)));
  const missing = rights.find((_, at) => !allowed[at]);
  return missing && `${missing.verb} ${missing.resource}`;
}

async function measure({ kube, plan, settings, spec, system }: CheckGround, { progress, signal }: ProbedOptions) {
  const proxy = system.state === "installed" ? system.system.moduleProxy : undefined;
  return await probe(kube, {
    image: settings.image ?? "",
    pullSecrets: settings.pull_secrets ?? [],
    runtimeClass: plan.runtimeClass,
    names: [apiName, ...(proxy && URL.canParse(proxy) ? [new URL(proxy).hostname] : [])],
    dials: natsAddresses(spec),
    progress,
    signal,
  });
}

function readings(kube: Kube, { allowed, ingress, egress, names, dialled }: ProbeResult): Check[] {
  return [policyReading(kube, { allowed, ingress, egress }), ...nameReadings(kube, names), ...dialled.map(natsReading)];
}

type Walls = Pick<ProbeResult, "allowed" | "ingress" | "egress">;

function policyReading(kube: Kube, { allowed, ingress, egress }: Walls): Check {
  const id = ids.policy;
  if (!allowed) {
    const remedy = `Look for other policies: ${kube.here("kubectl get networkpolicies")}; and at the network of the nodes`;
    return { id, state: "fail", message: "Pods cannot reach each other though policies allow it", remedy };
  }
  if (ingress && egress) return { id, state: "pass", message: "NetworkPolicy is enforced, in and out" };
  const open = [...(ingress ? [] : ["incoming"]), ...(egress ? [] : ["outgoing"])].join(" and ");
  const remedy = "Install a network plugin that enforces policies, e.g. Calico, Cilium or kube-router";
  return { id, state: "fail", message: `NetworkPolicy is not enforced for ${open} connections`, remedy };
}

function nameReadings(kube: Kube, names: ProbeResult["names"]): Check[] {
  const lost = names.filter(({ address }) => address === undefined);
  if (lost.length === 0) return [{ id: ids.dns, state: "pass", message: "Names resolve in pods" }];
  const told = lost.map(({ name, error }) => `"${name}" (${error})`).join(", ");
  const look = kube.onCluster("kubectl -n kube-system get pods,endpointslices -l k8s-app=kube-dns");
  const remedy = `Look at the DNS of the cluster: ${look}`;
  return [{ id: ids.dns, state: "fail", message: `Names do not resolve in pods: ${told}`, remedy }];
}

function natsReading({ to, greeting, error }: ProbeResult["dialled"][number]): Check {
  const id = "nats";
  if (greeting?.startsWith("INFO ")) return { id, state: "pass", message: `NATS at ${to} answers` };
  if (error === undefined) {
    const remedy = "Check config.nats_url and the contract; a server that speaks TLS first is silent too";
    return { id, state: "warn", message: `${to} takes connections, yet does not greet like NATS`, remedy };
  }
  const remedy = "Check that NATS runs there, and config.nats_url and the contract of the workflow";
  return { id, state: "fail", message: `NATS at ${to} cannot be reached from pods: ${error}`, remedy };
}

function nameOf({ hostname, port }: { hostname: string; port: number }): string {
  return `NATS at ${hostname}:${port}`;
}
