import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../../src/package-root.ts";
import { knownSite } from "../cluster/known-site.ts";
import { recorded } from "../cluster/processes.ts";
import { run } from "../cluster/run.ts";
import { limitedUser } from "../deploy/limited-user.ts";
import { agent } from "./agent.ts";
import type { Platform } from "./platform.ts";

/** One way in which a cluster is broken, for real. */
export type BrokenCluster = {
  /** Name of its golden files. */
  name: string;
  /** Breaks it; gives what commands find around them otherwise, and what mends it. */
  break(at: Platform): Promise<{ env?: Record<string, string>; mend?: () => Promise<unknown> }>;
  /** Pods have to measure it. */
  probe?: true;
  /** Programs are told as well: of what is there, may not be asked, does not answer, is full, or is refused. */
  json?: true;
  /** What `cluster install` is given: something to do, where it would else find nothing to do. */
  install?: string[];
};

const proxyLabel = "app.kubernetes.io/name=esm-sh";
const anyChange = ["--set", "moduleProxy.podAnnotations.change=asked"];

/** All broken clusters, and at first one that is not. */
export const brokenClusters: BrokenCluster[] = [
  { name: "healthy", json: true, break: async () => ({}) },
  { name: "no-permission", probe: true, json: true, break: withoutPermission },
  { name: "no-runtime-class", break: withoutRuntimeClass },
  { name: "proxy-down", json: true, break: withProxyDown },
  { name: "wrong-port", break: withWrongPort },
  { name: "unused-port", break: withUnusedPort },
  { name: "registry-lost", break: withRegistryLost },
  { name: "dns-dead", probe: true, break: withDnsDead },
  { name: "policies-not-enforced", json: true, probe: true, break: withoutPolicies },
  { name: "version-skew", json: true, break: withNewerChart },
  { name: "quota-full", json: true, probe: true, install: anyChange, break: withFullQuota },
  { name: "pod-security", probe: true, install: anyChange, break: withAgent },
  { name: "unreachable", json: true, break: withDeadPort },
];

async function withoutPermission(at: Platform) {
  const KUBECONFIG = await limitedUser(at, [{ apiGroups: [""], resources: ["configmaps"], verbs: ["get", "list"] }]);
  return { env: { KUBECONFIG } };
}

async function withoutRuntimeClass({ cluster }: Platform) {
  const { metadata, ...sandbox } = JSON.parse(await cluster.kubectl("get", "runtimeclass", "gvisor", "-o", "json"));
  await cluster.kubectl("delete", "runtimeclass", "gvisor");
  return { mend: () => cluster.apply([{ ...sandbox, metadata: { name: metadata.name } }]) };
}

async function withProxyDown(at: Platform) {
  const scale = (replicas: number) => inSystem(at, "scale", "deployment/esm-sh", `--replicas=${replicas}`);
  await scale(0);
  await inSystem(at, "wait", "pod", "-l", proxyLabel, "--for=delete", "--timeout=60s");
  return { mend: () => scale(1) };
}

async function withWrongPort(at: Platform) {
  return { mend: await changed(at, "service", { path: "/spec/ports/0/port", value: 9090 }) };
}

async function withUnusedPort(at: Platform) {
  return { mend: await changed(at, "service", { path: "/spec/ports/0/targetPort", value: 9999 }) };
}

/** What the proxy has built goes with its pod. */
async function withRegistryLost(at: Platform) {
  const mend = await changed(at, "networkpolicy", { path: "/spec/egress", value: [] });
  await inSystem(at, "delete", "pod", "-l", proxyLabel);
  await inSystem(at, "rollout", "status", "deployment/esm-sh", "--timeout=60s");
  return { mend };
}

async function withDnsDead(at: Platform) {
  const dns = (...args: string[]) => at.cluster.kubectl("-n", "kube-system", ...args);
  await dns("scale", "deployment/coredns", "--replicas=0");
  await dns("wait", "--for=delete", "pod", "-l", "k8s-app=kube-dns", "--timeout=60s");
  return {
    env: unsandboxed(at),
    mend: async () => {
      await dns("scale", "deployment/coredns", "--replicas=1");
      await dns("rollout", "status", "deployment/coredns", "--timeout=60s");
    },
  };
}

/** The controller stands still: pods that start now have no walls. */
async function withoutPolicies(at: Platform) {
  const site = await knownSite(at.cluster.context.replace(/^tentacular-/, ""));
  const controller = site && (await recorded(site)).get("policies");
  if (!controller) throw new Error("The cluster has no controller of policies");
  process.kill(controller.pid, "SIGSTOP");
  return { env: unsandboxed(at), mend: async () => process.kill(controller.pid, "SIGCONT") };
}

async function withNewerChart(at: Platform) {
  const chart = join(at.dir, "newer-chart");
  await cp(join(packageRoot(), "charts/tentacular-system"), chart, { recursive: true });
  const file = join(chart, "Chart.yaml");
  await writeFile(file, (await readFile(file, "utf8")).replace(/^version: .*$/m, "version: 99.0.0"));
  await helm(at, "upgrade", at.system, chart, "--reuse-values");
  return { mend: () => helm(at, "rollback", at.system) };
}

async function withFullQuota(at: Platform) {
  const metadata = { name: "full" };
  const quota = { apiVersion: "v1", kind: "ResourceQuota", metadata, spec: { hard: { pods: "0" } } };
  const namespaces = [at.namespace, at.system];
  for (const namespace of namespaces) {
    await at.cluster.apply([quota], namespace);
    const counted = ["wait", "--for=jsonpath={.status.hard.pods}=0", "resourcequota/full", "--timeout=30s"];
    await at.cluster.kubectl("-n", namespace, ...counted);
  }
  const remove = (namespace: string) => at.cluster.kubectl("-n", namespace, "delete", "resourcequota", "full");
  return { mend: () => Promise.all(namespaces.map(remove)) };
}

async function withAgent(at: Platform) {
  return { mend: await agent(at, [at.namespace, at.system]) };
}

async function withDeadPort(at: Platform) {
  const config = await readFile(at.cluster.kubeconfig, "utf8");
  const KUBECONFIG = join(at.dir, "dead.kubeconfig");
  await writeFile(KUBECONFIG, config.replace(/https:\/\/[\d.:]+/, "https://127.0.0.1:1"));
  return { env: { KUBECONFIG } };
}

/** Two probes for each command that measures cost less so. */
function unsandboxed({ dir }: Platform): Record<string, string> {
  return { TENTACULAR_CONFIG: join(dir, "unsandboxed.yaml") };
}

function inSystem({ cluster, system }: Platform, ...args: string[]): Promise<string> {
  return cluster.kubectl("-n", system, ...args);
}

type Change = { path: string; value: unknown };

/** Changes one field of an object of the proxy by hand; gives what sets it back, should nobody have. */
async function changed(at: Platform, kind: string, { path, value }: Change): Promise<() => Promise<string>> {
  const object = JSON.parse(await inSystem(at, "get", kind, "esm-sh", "-o", "json"));
  const before = path
    .slice(1)
    .split("/")
    .reduce((part, key) => part[key], object);
  const replace = (to: unknown) =>
    inSystem(at, "patch", kind, "esm-sh", "--type=json", "-p", JSON.stringify([{ op: "replace", path, value: to }]));
  await replace(value);
  return () => replace(before);
}

function helm({ env, system }: Platform, ...args: string[]): Promise<string> {
  const { HELM_BIN = "", KUBECONFIG = "" } = env;
  return run([HELM_BIN, ...args, "--namespace", system, "--kubeconfig", KUBECONFIG]);
}
