import { TentacularError } from "../../errors.ts";
import type { Settings } from "../../image/settings.ts";
import { systemNamespace } from "../../image/system-namespace.ts";
import type { Lock } from "../../modules/lock.ts";
import { lockOrigins } from "../../modules/lock-origins.ts";
import { mirrorPins, mirrorVersion } from "../../modules/mirror/mirror-pins.ts";
import type { ModuleMode } from "../../modules/modules-plan.ts";
import type { PackageUse } from "../../modules/package-use.ts";
import { packageUses } from "../../modules/package-uses.ts";
import { lockedVersion, pinsIn } from "../../modules/pins.ts";
import { plannedPackages } from "../../modules/planned-packages.ts";
import { readLock } from "../../modules/read-lock.ts";
import type { Workflow } from "../../workflow/workflow.ts";
import { filesOf } from "./files-of.ts";
import { mirrorPlan } from "./mirror-plan.ts";
import { moduleMode } from "./module-mode.ts";
import { ownProxy, proxyIn } from "./own-proxy.ts";
import type { PreparedModules } from "./prepared-modules.ts";

/**
 * What the folder alone says of packages: no cluster and no registry is asked. What is not locked yet adds no files,
 * so the code has another digest than its deploy will give it.
 */
export async function planModules(
  workflow: Workflow,
  settings: Settings,
  asked: ModuleMode | undefined,
): Promise<PreparedModules> {
  const { spec, dir, imports } = workflow;
  const uses = packageUses(spec.contract, imports);
  if (uses.length === 0) return { made: [] };
  const lock = await readLock(dir);
  const mode = moduleMode({ asked, spec, settings });
  return mode === "mirror" ? fromMirrors(uses, lock, settings) : fromProxy(uses, lock, { mode, settings });
}

async function fromMirrors(uses: readonly PackageUse[], lock: Lock, settings: Settings): Promise<PreparedModules> {
  const { missing, pinned } = mirrorPins(lock, uses);
  const { npm, jsr } = settings.modules ?? {};
  const packages = plannedPackages(uses, (use) => mirrorVersion(lock, use));
  return {
    modules: mirrorPlan({ npm, jsr }, packages, settings),
    made: missing.length > 0 ? [] : await filesOf({ mode: "mirror", lock, pinned }),
  };
}

type ProxyOptions = { mode: "proxy" | "bundled"; settings: Settings };

async function fromProxy(
  uses: readonly PackageUse[],
  lock: Lock,
  { mode, settings }: ProxyOptions,
): Promise<PreparedModules> {
  const [origin, ...more] = lockOrigins(lock);
  const usual = more.length === 0 && origin ? origin : proxyIn(systemNamespace(settings));
  const proxy = ownProxy(settings) ?? usual;
  const { pinned, missing } = pinsIn(lock, uses, proxy);
  const source = { proxy, get: notHere };
  return {
    modules: {
      mode,
      ...(mode === "proxy" ? { proxy } : {}),
      packages: plannedPackages(uses, (use) => lockedVersion(lock, use, proxy)),
    },
    made: missing.length > 0 ? [] : await filesOf({ mode, lock, pinned, source }).catch(nothingIfNotHere),
  };
}

const notCached = "MODULE-NOT-CACHED";

/** Bundled modules come from this machine's cache, or are left out. */
async function notHere(url: string): Promise<never> {
  throw new TentacularError(`Module "${url}" is not on this machine`, {
    code: notCached,
    remedy: "Deploy, which fetches it",
  });
}

function nothingIfNotHere(error: unknown): [] {
  if (error instanceof TentacularError && error.code === notCached) return [];
  throw error;
}
