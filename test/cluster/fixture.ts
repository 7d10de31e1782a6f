import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { exists } from "../../src/cluster/api/exists.ts";
import type { Kube } from "../../src/cluster/api/kube.ts";
import { type Paths, pathsIn } from "../../src/cluster/api/paths.ts";
import { TentacularError } from "../../src/errors.ts";
import type { NpmRegistry } from "../npm-registry/start-npm-registry.ts";
import { applyObjects } from "./apply-objects.ts";
import { dropping, type Lost } from "./dropping.ts";
import { type HelmVersion, helmBinary } from "./helm-binary.ts";
import { type Internet, internetOf } from "./internet/internet.ts";
import { knownSite } from "./known-site.ts";
import { kubeOf } from "./kube-of.ts";
import { kubeconfigOf } from "./kubeconfig-of.ts";
import { kubectl } from "./kubectl.ts";
import { kubectlGet } from "./kubectl-get.ts";
import type { Named } from "./named.ts";
import { npmRegistryOf } from "./npm-registry-of.ts";
import { pausing } from "./pausing.ts";
import { podUntil } from "./pod-until.ts";

/** The running cluster, as a test sees it. */
export type Cluster = {
  /** Path of the file to pass as `--kubeconfig` or KUBECONFIG. */
  kubeconfig: string;
  context: string;
  /** Where the API server is. */
  apiServer: URL;
  /** The text of a kubeconfig for a service account. */
  kubeconfigOf(account: Named): Promise<string>;
  /** `host:port` of the image registry (plain http), the same on the machine, for the node, and in pods. */
  registry: string;
  /** The address of this machine, as pods see it. */
  machineIp: string;
  /** A new namespace that admits restricted pods only; it goes when it is disposed of. */
  namespace(): Promise<TestNamespace>;
  /** What kubectl prints; plain reads are answered without starting it. */
  kubectl(...args: string[]): Promise<string>;
  /** Creates or changes objects, optionally in one namespace. */
  apply(objects: object[], namespace?: string): Promise<void>;
  /** Deletes an object, and does not wait until it is gone. */
  remove(kind: keyof Paths, object: Named): Promise<void>;
  /** Waits until a pod is ready: its address. */
  ready(pod: Named): Promise<string>;
  /** What the containers of a pod, or those that ran there before, have printed. */
  log(pod: Named, options?: { previous?: boolean }): Promise<string>;
  /** Waits until a pod has ended well: its address, and all that it printed. */
  ended(pod: Named): Promise<{ address: string; said: string }>;
  /** Path of a Helm program of this version. */
  helm(version: HelmVersion): Promise<string>;
  internet: Internet;
  /** A real npm registry beside the cluster, which pods reach too. */
  npmRegistry: NpmRegistry;
  /** Loses a pod's packets to one address, without a word, until it is disposed of. */
  dropping(lost: Lost): Promise<AsyncDisposable>;
  /** Holds one part of the cluster, e.g. its controller manager, until it is disposed of. */
  pausing(part: string): Promise<Disposable>;
};

/** A namespace of one test. */
export type TestNamespace = AsyncDisposable & { name: string };

/**
 * The cluster that all tests share.
 *
 * @param name @default TENTACULAR_CLUSTER of the environment, or "tentacular"
 * @throws {TentacularError} `CLUSTER-DOWN`
 *
 * @example
 * const { namespace, kubectl } = await cluster();
 * await using home = await namespace();
 * await kubectl("-n", home.name, "get", "pods");
 */
export async function cluster(name = clusterName()): Promise<Cluster> {
  const site = await knownSite(name);
  if (!site) throw notUp(name);
  const kube = await kubeOf(site);
  return {
    kubeconfig: site.kubeconfig,
    context: site.scope,
    apiServer: kube.access.server,
    kubeconfigOf: (account) => kubeconfigOf(site, kube, account),
    registry: site.registry,
    machineIp: site.machineIp,
    namespace: () => createNamespace(kube),
    kubectl: async (...args) => (await kubectlGet(kube, args)) ?? (await kubectl(site, args)),
    apply: (items, namespace = "default") => applyObjects(kube, items, namespace),
    remove: async (kind, { name, namespace }) => void (await kube.remove(pathsIn(namespace)[kind].one(name))),
    ready: (pod) => ready(kube, pod),
    log: (pod, { previous = false } = {}) => log(kube, pod, previous),
    ended: (pod) => ended(kube, pod),
    helm: helmBinary,
    internet: internetOf(site),
    npmRegistry: await npmRegistryOf(site),
    dropping: (lost) => dropping(site, lost),
    pausing: (part) => pausing(site, part),
  };
}

/** Which cluster the tests share. */
export function clusterName(): string {
  return process.env["TENTACULAR_CLUSTER"] || "tentacular";
}

async function createNamespace(kube: Kube): Promise<TestNamespace> {
  const name = `test-${randomBytes(4).toString("hex")}`;
  const labels = { "pod-security.kubernetes.io/enforce": "restricted" };
  await kube.create("/api/v1/namespaces", { apiVersion: "v1", kind: "Namespace", metadata: { name, labels } });
  while (!(await exists(kube, pathsIn(name).serviceaccounts.one("default")))) await sleep(50);
  // Nobody waits for its last pod: names are never used twice.
  const remove = () => kube.remove(`/api/v1/namespaces/${name}`);
  return { name, [Symbol.asyncDispose]: () => remove().then(() => {}) };
}

async function ready(kube: Kube, { name, namespace }: Named): Promise<string> {
  const { podIP } = await podUntil(kube, pathsIn(namespace).pods.one(name), ({ conditions }) =>
    conditions.some(({ type, status }) => type === "Ready" && status === "True"),
  );
  return podIP;
}

async function ended(kube: Kube, pod: Named): Promise<{ address: string; said: string }> {
  const path = pathsIn(pod.namespace).pods.one(pod.name);
  const { podIP } = await podUntil(kube, path, ({ phase }) => phase === "Succeeded");
  return { address: podIP, said: await log(kube, pod, false) };
}

async function log(kube: Kube, { name, namespace }: Named, previous: boolean): Promise<string> {
  const request = { path: `${pathsIn(namespace).pods.one(name)}/log`, query: { previous } };
  const answer = await kube.send(request);
  if (answer.status >= 400) throw kube.refusal(request, answer);
  return answer.body;
}

function notUp(name: string): TentacularError {
  return new TentacularError(`Test cluster "${name}" is not up`, {
    code: "CLUSTER-DOWN",
    exit: "preflight",
    remedy: "Run: make cluster",
  });
}
