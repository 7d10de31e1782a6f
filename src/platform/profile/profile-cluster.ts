import { z } from "zod";
import { Kube } from "../../cluster/api/kube.ts";
import { lookForSystem } from "../../cluster/system/look-for-system.ts";
import type { ClusterTarget } from "../../cluster-flags.ts";
import { readSettings } from "../../image/settings.ts";
import { systemNamespace } from "../../image/system-namespace.ts";
import type { Progress } from "../../output/progress.ts";
import { packageVersion } from "../../package-version.ts";
import { probe } from "../probe/probe.ts";
import type { ClusterProfile } from "./cluster-profile.ts";
import { distribution } from "./distribution.ts";
import { apiServerOf, nodesOf, pluginsOf, runtimeClassesOf, storageClassesOf } from "./read-cluster.ts";
import { readNamespace } from "./read-namespace.ts";
import { reader } from "./reader.ts";

/** Which cluster to look at, and whether to measure. */
export type ProfileOptions = { target: ClusterTarget; probe: boolean; progress: Progress; signal: AbortSignal };

const version = z.object({ gitVersion: z.string(), platform: z.string().default("") });

/**
 * What a cluster is like, for whoever writes workflows, contracts or values for it. What may not be read is said, and
 * stops nothing.
 *
 * @throws {TentacularError} `CLUSTER-UNREACHABLE`; with `probe`, `PROBE-FAILED` (failed)
 */
export async function profileCluster(options: ProfileOptions): Promise<ClusterProfile> {
  const settings = await readSettings(".");
  const kube = await Kube.connect(options.target);
  const found = await kube.get("/version", version);
  const { gitVersion = "", platform = "" } = found ?? {};
  const reading = reader();
  const [apiServer, nodes, runtimeClasses, storageClasses, plugins, namespace, system] = await Promise.all([
    apiServerOf(kube, reading),
    nodesOf(kube, reading),
    runtimeClassesOf(kube, reading),
    storageClassesOf(kube, reading),
    pluginsOf(kube, reading),
    readNamespace(kube, reading),
    lookForSystem(kube, systemNamespace(settings)),
  ]);
  const policies = options.probe ? await measured(kube, { ...options, settings }) : "not measured";
  return {
    context: kube.context,
    server: kube.access.server.host,
    program: packageVersion(),
    kubernetes: { version: gitVersion.replace(/^v/, ""), platform, distribution: distribution(gitVersion) },
    ...(apiServer ? { apiServer } : {}),
    ...(nodes ? { nodes } : {}),
    ...(runtimeClasses ? { runtimeClasses } : {}),
    network: { plugins, policies },
    ...(storageClasses ? { storageClasses } : {}),
    namespace,
    ...(system.state === "installed" ? { system: system.system } : {}),
    unread: reading.unread(),
  };
}

async function measured(
  kube: Kube,
  { settings, progress, signal }: ProfileOptions & { settings: Awaited<ReturnType<typeof readSettings>> },
): Promise<ClusterProfile["network"]["policies"]> {
  const { image = "", pull_secrets: pullSecrets = [], runtime_class: runtimeClass } = settings;
  const found = await probe(kube, { image, pullSecrets, runtimeClass, names: [], dials: [], progress, signal });
  return found.allowed && found.ingress && found.egress ? "enforced" : "not enforced";
}
