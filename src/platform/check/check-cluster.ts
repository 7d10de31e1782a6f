import { Kube } from "../../cluster/api/kube.ts";
import { Helm, type HelmOptions } from "../../cluster/helm/helm.ts";
import { lookForSystem } from "../../cluster/system/look-for-system.ts";
import type { ClusterTarget } from "../../cluster-flags.ts";
import { planFor } from "../../deploy/plan-for.ts";
import { TentacularError } from "../../errors.ts";
import { readSettings, type Settings } from "../../image/settings.ts";
import { systemNamespace } from "../../image/system-namespace.ts";
import type { Progress } from "../../output/progress.ts";
import { readLocalSecrets } from "../../secrets/read-local-secrets.ts";
import { targetFor } from "../../target-for.ts";
import { fixCluster } from "../fix/fix-cluster.ts";
import { namespaceState } from "../namespace-state.ts";
import type { Check } from "./check.ts";
import type { CheckGround } from "./check-ground.ts";
import { admissionCheck } from "./checks/admission.ts";
import { apiChecks } from "./checks/api.ts";
import { helmCheck } from "./checks/helm.ts";
import { imageCheck } from "./checks/image.ts";
import { moduleProxyCheck } from "./checks/module-proxy.ts";
import { namespaceChecks } from "./checks/namespace.ts";
import { permissionsCheck } from "./checks/permissions.ts";
import { probedChecks } from "./checks/probed.ts";
import { runtimeClassCheck } from "./checks/runtime-class.ts";
import { secretsCheck } from "./checks/secrets.ts";
import { systemCheck } from "./checks/system.ts";
import type { ClusterCheck } from "./cluster-check.ts";
import { type Folder, readFolder } from "./read-folder.ts";

/** What to check, and whether to mend it. */
export type CheckOptions = {
  /** Whose workflow's wishes are looked at, if there is one. */
  dir: string;
  target: ClusterTarget;
  /** Create the namespace, its label and the Role of authors where they are missing. */
  fix: boolean;
  /** Measure with two pods. */
  probe: boolean;
  progress: Progress;
  signal: AbortSignal;
};

/**
 * Whether workflows can be deployed to a cluster: everything that preflight asks, and what it takes to run them safely.
 *
 * @throws {TentacularError} `SETTINGS-INVALID` (usage), and what reading a kubeconfig throws
 */
export async function checkCluster(options: CheckOptions): Promise<ClusterCheck> {
  const settings = await readSettings(options.dir);
  const folder = await readFolder(options.dir, settings);
  const kube = await Kube.connect(targetFor(options.target, folder.plan.namespace));
  const api = await apiChecks(kube);
  if (api.some(({ state }) => state === "fail")) return report(kube, folder, { checks: api, fixed: [] });
  const fixed = options.fix ? await fixCluster(kube, options.progress) : [];
  const ground = await groundOf(kube, { ...options, settings, folder });
  const checks = [...api, ...(await allChecks(ground, options))];
  return report(kube, folder, { checks, fixed });
}

async function groundOf(
  kube: Kube,
  { target, settings, folder, dir, signal }: CheckOptions & { settings: Settings; folder: Folder },
): Promise<CheckGround> {
  const helm = helmOr({ ...target, namespace: kube.namespace, signal });
  const [namespace, system, local] = await Promise.all([
    namespaceState(kube, kube.namespace),
    lookForSystem(kube, systemNamespace(settings)),
    folder.own ? readLocalSecrets(dir) : undefined,
  ]);
  // Only the cluster knows what its platform recommends and closes.
  const plan = system.state === "installed" ? planFor(folder.workflow, settings, system) : folder.plan;
  return { ...folder, plan, kube, helm, settings, local, namespace, system };
}

function helmOr(options: HelmOptions): Helm | TentacularError {
  try {
    return new Helm(options);
  } catch (error) {
    if (error instanceof TentacularError) return error;
    throw error;
  }
}

/** All at the same time; the order is that of the report. */
async function allChecks(ground: CheckGround, { probe, progress, signal }: CheckOptions): Promise<Check[]> {
  const found = await Promise.all([
    helmCheck(ground),
    namespaceChecks(ground),
    runtimeClassCheck(ground),
    permissionsCheck(ground),
    secretsCheck(ground),
    imageCheck(ground),
    admissionCheck(ground),
    systemCheck(ground),
    moduleProxyCheck(ground),
    probedChecks(ground, { asked: probe, progress, signal }),
  ]);
  return found.flat();
}

function report(
  { context, namespace }: Kube,
  { plan, own, unread }: Folder,
  { checks, fixed }: Pick<ClusterCheck, "checks" | "fixed">,
): ClusterCheck {
  const workflow: Check[] = unread
    ? [
        {
          id: "workflow",
          state: "skip",
          message: `Workflow of this folder not looked at: ${unread}`,
          remedy: "tntc validate",
        },
      ]
    : [];
  return {
    ready: checks.every(({ state }) => state !== "fail"),
    context,
    namespace,
    ...(own ? { workflow: plan.workflow.name } : {}),
    fixed,
    checks: [...checks, ...workflow],
  };
}
