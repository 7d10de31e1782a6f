import { z } from "zod";
import { Kube } from "../../cluster/api/kube.ts";
import type { ClusterTarget } from "../../cluster-flags.ts";
import { readSettings } from "../../image/settings.ts";
import { systemNamespace } from "../../image/system-namespace.ts";
import type { Progress } from "../../output/progress.ts";
import { packageVersion } from "../../package-version.ts";
import type { ClusterProfile } from "./cluster-profile.ts";
import { distribution } from "./distribution.ts";
import { measure } from "./measure.ts";
import { apiServerOf, nodesOf, pluginsOf, runtimeClassesOf, storageClassesOf } from "./read-cluster.ts";
import { readNamespace } from "./read-namespace.ts";
import { readSystem } from "./read-system.ts";
import { type Reader, reader } from "./reader.ts";

/** Which cluster to look at, and whether to measure. */
export type ProfileOptions = { target: ClusterTarget; probe: boolean; progress: Progress; signal: AbortSignal };

const version = z.object({ gitVersion: z.string(), platform: z.string().default("") });

/**
 * What a cluster is like, for whoever writes workflows, contracts or values for it. What may not be read is said, and
 * stops nothing.
 *
 * @throws {TentacularError} `CLUSTER-UNREACHABLE`
 */
export async function profileCluster(options: ProfileOptions): Promise<ClusterProfile> {
  const settings = await readSettings(".");
  const kube = await Kube.connect(options.target);
  const found = await kube.get("/version", version);
  const { gitVersion = "", platform = "" } = found ?? {};
  const reading = reader();
  const [apiServer, nodes, runtimeClasses, storageClasses, network, namespace, system] = await Promise.all([
    apiServerOf(kube, reading),
    nodesOf(kube, reading),
    runtimeClassesOf(kube, reading),
    storageClassesOf(kube, reading),
    networkOf(kube, options, reading),
    readNamespace(kube, reading),
    readSystem(kube, systemNamespace(settings), reading),
  ]);
  return {
    context: kube.context,
    server: kube.access.server.host,
    program: packageVersion(),
    kubernetes: { version: gitVersion.replace(/^v/, ""), platform, distribution: distribution(gitVersion) },
    ...(apiServer ? { apiServer } : {}),
    ...(nodes ? { nodes } : {}),
    ...(runtimeClasses ? { runtimeClasses } : {}),
    network,
    ...(storageClasses ? { storageClasses } : {}),
    namespace,
    ...system,
    unread: reading.unread(),
  };
}

async function networkOf(
  kube: Kube,
  { probe, progress, signal }: ProfileOptions,
  reading: Reader,
): Promise<ClusterProfile["network"]> {
  const plugins = await pluginsOf(kube, reading);
  if (!probe) return { plugins, policies: "not measured", names: "not measured" };
  const { image = "", pull_secrets: pullSecrets = [], runtime_class: runtimeClass } = await readSettings(".");
  const names = ["kubernetes.default.svc"];
  const options = { image, pullSecrets, runtimeClass, names, dials: [], progress, signal };
  return { plugins, ...(await measure(kube, options, reading)) };
}
