import type { Kube } from "../../cluster/api/kube.ts";
import { clusterSource } from "../../cluster/modules/cluster-source.ts";
import { TentacularError } from "../../errors.ts";
import { foreignOrigins } from "../../modules/foreign-origins.ts";
import type { Lock } from "../../modules/lock.ts";
import type { PackageUse } from "../../modules/package-use.ts";
import { lockedVersion } from "../../modules/pins.ts";
import { plannedPackages } from "../../modules/planned-packages.ts";
import { readLock } from "../../modules/read-lock.ts";
import { contractDrift } from "../../workflow/contract-drift.ts";
import type { Problem } from "../problem.ts";
import type { ContractStatus, PackageStatus } from "./contract-status.ts";
import { mirrorStatus } from "./mirror-status.ts";
import { mirrorsFor } from "./mirrors-for.ts";
import { type ModuleProxy, moduleProxy } from "./module-proxy.ts";
import { type ModuleSetting, type ModuleSettingOptions, moduleSetting } from "./module-setting.ts";
import { packageStatus } from "./package-status.ts";
import { serverHealth } from "./server-health.ts";

/** Holds the code against its contract, and looks at every package as a pod would: where from, what is locked, served. */
export async function readContractStatus(options: ModuleSettingOptions): Promise<ContractStatus> {
  const setting = await moduleSetting(options);
  const { workflow, uses, mode } = setting;
  const { name, version } = workflow.spec;
  const told = { workflow: name, version, drift: contractDrift(workflow) };
  if (uses.length === 0) return { ...told, mode: "none", servers: [], packages: [], problems: [] };
  const lock = await readLock(workflow.dir);
  const lockedWith = lock.tentacular?.moduleProxy;
  const found = await sourceStatus(setting, lock);
  return { ...told, mode, ...(lockedWith ? { lockedWith } : {}), ...found };
}

type SourceStatus = Pick<ContractStatus, "servers" | "packages" | "problems">;

async function sourceStatus(setting: ModuleSetting, lock: Lock): Promise<SourceStatus> {
  const { uses, settings, mode } = setting;
  const { kube, system } = await setting.connect();
  try {
    if (mode === "mirror") return await mirrorStatus({ kube, uses, lock, registries: mirrorsFor(uses, settings) });
    return await proxyStatus({ kube, uses, lock, proxy: await moduleProxy(kube, system, setting) });
  } catch (error) {
    if (!(error instanceof TentacularError) || error.exit !== "preflight") throw error;
    const { code, message, remedy } = error;
    const packages = plannedPackages(uses, () => undefined).map((each) => ({ ...each, state: "unreachable" as const }));
    return { servers: [], packages, problems: [{ code, message, remedy }] };
  }
}

type Held = { kube: Kube; uses: readonly PackageUse[]; lock: Lock; proxy: ModuleProxy };

async function proxyStatus({ kube, uses, lock, proxy }: Held): Promise<SourceStatus> {
  const source = clusterSource(kube, proxy.url);
  const planned = plannedPackages(uses, (use) => lockedVersion(lock, use, proxy.url));
  const health = await serverHealth(kube, source, proxy.version);
  const lockProblems = problemsOf(lock, proxy);
  if (!health.server.answers) {
    const state = health.server.answers === undefined ? "unknown" : "unreachable";
    const packages = planned.map((each) => ({ ...each, state }) satisfies PackageStatus);
    return {
      servers: [health.server],
      packages,
      problems: [...(health.problem ? [health.problem] : []), ...lockProblems],
    };
  }
  const found = await Promise.all(planned.map((each) => packageStatus(each, { uses, lock, source })));
  return {
    servers: [health.server],
    packages: found.map(({ status }) => status),
    problems: [health, ...found].flatMap(({ problem }) => problem ?? []).concat(lockProblems),
  };
}

function problemsOf(lock: Lock, { url, version }: ModuleProxy): Problem[] {
  const origins = foreignOrigins(lock, url);
  const madeBy = lock.tentacular?.moduleProxy;
  const remedy = 'Make it for this proxy, with the same versions: "tntc contract lock"';
  if (origins.length > 0)
    return [{ code: "LOCK-FOREIGN", message: `The lock was made for "${origins.join('", "')}"`, remedy }];
  if (madeBy === undefined || version === undefined || madeBy === version) return [];
  const message = `The lock was made with module proxy ${madeBy}, and the cluster has ${version}`;
  return [{ code: "LOCK-OUTDATED", message, remedy }];
}
