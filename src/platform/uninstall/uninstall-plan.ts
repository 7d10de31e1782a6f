import { isDenied } from "../../cluster/api/is-denied.ts";
import type { Kube } from "../../cluster/api/kube.ts";
import type { Helm } from "../../cluster/helm/helm.ts";
import { listWorkflows } from "../../cluster/look/list-workflows.ts";
import { TentacularError } from "../../errors.ts";
import { manifestObjects } from "../install/manifest-objects.ts";
import { systemRelease } from "../system-release.ts";

/** All that would go with the system chart, and who needs it. */
export type UninstallPlan = {
  release: string;
  namespace: string;
  context: string;
  server: string;
  objects: string[];
  /** Workflows of the cluster, as `namespace/name`; absent when they may not be listed. */
  workflows?: string[];
};

/** Looks at what there is. @throws {TentacularError} `SYSTEM-ABSENT` (notFound) */
export async function uninstallPlan(kube: Kube, helm: Helm): Promise<UninstallPlan> {
  const { namespace, context } = kube;
  const [manifest, workflows] = await Promise.all([helm.manifest(systemRelease), everyWorkflow(kube)]);
  if (manifest === undefined) {
    throw new TentacularError(`There is no system chart in namespace "${namespace}" of ${context}`, {
      code: "SYSTEM-ABSENT",
      exit: "notFound",
      remedy: `Name its namespace with -n, or install it: ${kube.onCluster("tntc cluster install")}`,
    });
  }
  const objects = manifestObjects(manifest, namespace).map(({ title }) => title);
  const server = kube.access.server.host;
  return { release: systemRelease, namespace, context, server, objects, ...(workflows ? { workflows } : {}) };
}

async function everyWorkflow(kube: Kube): Promise<string[] | undefined> {
  try {
    return (await listWorkflows(kube, undefined)).map(({ namespace, name }) => `${namespace}/${name}`);
  } catch (error) {
    if (isDenied(error)) return undefined;
    throw error;
  }
}
