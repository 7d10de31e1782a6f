import { Kube } from "../../cluster/api/kube.ts";
import { Helm, type Upgrade } from "../../cluster/helm/helm.ts";
import { readSystem } from "../../cluster/system/read-system.ts";
import type { ClusterTarget } from "../../cluster-flags.ts";
import { type Problem, refuse } from "../../deploy/problem.ts";
import { readSettings } from "../../image/settings.ts";
import { systemNamespace } from "../../image/system-namespace.ts";
import type { Progress } from "../../output/progress.ts";
import { packageVersion } from "../../package-version.ts";
import { fixNamespace } from "../fix/fix-namespace.ts";
import { namespaceState } from "../namespace-state.ts";
import { systemChart } from "../system-chart.ts";
import { systemRelease } from "../system-release.ts";
import { announceInstall } from "./announce-install.ts";
import { type Changes, changes } from "./changes.ts";
import type { InstalledSystem } from "./installed-system.ts";
import { manifestObjects } from "./manifest-objects.ts";
import { namespacesMissing } from "./namespaces-missing.ts";
import { podsRefused } from "./pods-refused.ts";
import { previewError } from "./preview-error.ts";
import { refuseOlder } from "./refuse-older.ts";
import { sandboxMissing } from "./sandbox-missing.ts";
import { type Trial, tryObjects } from "./try-objects.ts";
import { valuesOfSettings } from "./values-of-settings.ts";
import { waitForSystem } from "./wait-for-system.ts";

/** What the chart is given besides the settings, and how far to go. */
export type InstallOptions = {
  target: ClusterTarget;
  valueFiles: string[];
  set: string[];
  /** Forget what earlier installs were given. */
  resetValues: boolean;
  dryRun: boolean;
  /** Wait for its pods, at most this long, in milliseconds. */
  waitMs: number | undefined;
  progress: Progress;
  signal: AbortSignal;
};

/**
 * Installs the system chart that came with this program, or upgrades it; where nothing differs, nothing is done.
 *
 * Whatever stands in the way is told, all of it, before anything is changed.
 *
 * @throws {TentacularError} `SYSTEM-NEWER` (preflight), `VALUES-INVALID` (usage), `SYSTEM-ELSEWHERE` (conflict), the problem or `PREFLIGHT` with
 *   several (preflight), `ROLLOUT-FAILED`, Helm's own
 */
export async function installSystem(options: InstallOptions): Promise<InstalledSystem> {
  const settings = await readSettings(".");
  const namespace = options.target.namespaceIsExplicit ? undefined : systemNamespace(settings);
  const target = { ...options.target, ...(namespace ? { namespace } : {}) };
  const kube = await Kube.connect(target);
  const helm = new Helm({ ...target, namespace: kube.namespace, signal: options.signal, warn: options.progress.warn });
  const upgrade = upgradeOf(options, valuesOfSettings(settings));
  const there = await readSystem(kube, kube.namespace);
  refuseOlder(kube, there, packageVersion());
  const found = await compare(kube, helm, upgrade);
  const facts = { release: systemRelease, namespace: kube.namespace, context: kube.context, version: packageVersion() };
  const result = { ...facts, ...(there ? { before: there.version } : {}), changes: found.changes };
  announceInstall(options.progress, result);
  if (found.note) options.progress.warn(found.note);
  if (!found.idle) refuse(found.problems);
  if (options.dryRun) return { ...result, outcome: found.idle ? "unchanged" : "planned" };
  const done = await act(kube, helm, { upgrade, found });
  const ready =
    options.waitMs === undefined ? undefined : await waitForSystem(kube, { ...options, timeoutMs: options.waitMs });
  return { ...result, ...done, ...(ready ? { ready } : {}) };
}

function upgradeOf({ valueFiles, set, resetValues }: InstallOptions, values: object): Upgrade {
  const keepValues = !resetValues;
  return { chart: systemChart(), values, valueFiles, set, keepValues, description: `tntc ${packageVersion()}` };
}

type Found = {
  changes: Changes;
  idle: boolean;
  installed: boolean;
  trials: Trial[];
  problems: Problem[];
  note: string | undefined;
};

/** What is there against what would be, as the cluster itself says when it is asked to try. */
async function compare(kube: Kube, helm: Helm, upgrade: Upgrade): Promise<Found> {
  const { namespace } = kube;
  const asked = [
    helm.manifest(systemRelease),
    helm.history(systemRelease),
    helm.preview(systemRelease, upgrade).catch(previewError),
  ] as const;
  // Of several that fail the first is told, not the quickest.
  await Promise.allSettled(asked);
  const [before, history, manifest] = await Promise.all(asked);
  const after = manifestObjects(manifest, namespace);
  const [trials, note, homeless] = await Promise.all([
    tryObjects(kube, after),
    sandboxMissing(kube, after),
    namespacesMissing(kube, after),
  ]);
  const found = changes(manifestObjects(before ?? "", namespace), trials);
  const touched = [...found.create, ...found.change];
  const settled = history.at(-1)?.status === "deployed";
  return {
    changes: found,
    trials,
    installed: before !== undefined,
    idle: settled && touched.length + found.remove.length === 0,
    problems: [
      ...homeless,
      ...trials.flatMap(({ refusal }) => refusal ?? []),
      ...(await podsRefused(
        kube,
        after.filter(({ title }) => touched.includes(title)),
      )),
    ],
    note,
  };
}

async function act(
  kube: Kube,
  helm: Helm,
  { upgrade, found }: { upgrade: Upgrade; found: Found },
): Promise<Pick<InstalledSystem, "outcome" | "revision">> {
  if (found.idle) return { outcome: "unchanged" };
  if ((await namespaceState(kube, kube.namespace)).state === "missing") await fixNamespace(kube);
  await Promise.all(found.trials.flatMap(({ inTheWay }) => (inTheWay ? kube.change(inTheWay) : [])));
  const { revision } = await helm.upgrade(systemRelease, upgrade);
  return { outcome: found.installed ? "upgraded" : "installed", revision };
}
