import type { Kube } from "../../cluster/api/kube.ts";
import { clusterSource } from "../../cluster/modules/cluster-source.ts";
import { TentacularError } from "../../errors.ts";
import type { Lock } from "../../modules/lock.ts";
import { mirrorPins, mirrorVersion } from "../../modules/mirror/mirror-pins.ts";
import type { Registries } from "../../modules/mirror/registries.ts";
import type { PackageUse } from "../../modules/package-use.ts";
import { plannedPackages } from "../../modules/planned-packages.ts";
import type { Problem } from "../problem.ts";
import type { ModuleServer, PackageStatus } from "./contract-status.ts";

/** What mirrors are held against. */
export type MirrorStatusOptions = { kube: Kube; uses: readonly PackageUse[]; lock: Lock; registries: Registries };

/** Servers, packages and what is wrong with them, where packages come from mirrors. */
export type MirrorStatus = { servers: ModuleServer[]; packages: PackageStatus[]; problems: Problem[] };

/** Asks each mirror for the description of each package. Deno alone knows the archives, so sizes stay unknown. */
export async function mirrorStatus({ kube, uses, lock, registries }: MirrorStatusOptions): Promise<MirrorStatus> {
  const planned = plannedPackages(uses, (use) => mirrorVersion(lock, use));
  const missing = new Set(mirrorPins(lock, uses).missing.map(({ dependency }) => dependency));
  const asked = planned.map(async (each) => {
    const [, kind, name = ""] = /^(npm|jsr):(.*)$/.exec(each.package) ?? [];
    const url = (kind === "jsr" ? registries.jsr : registries.npm) ?? "";
    const why = await complaintOf(kube, url, kind === "jsr" ? `/${name}/meta.json` : `/${name}`);
    const state = why !== undefined ? "unreachable" : missing.has(each.dependency) ? "missing" : "ok";
    return { status: { ...each, state } satisfies PackageStatus, why, url };
  });
  const found = await Promise.all(asked);
  return {
    servers: Object.entries(registries).flatMap(([kind, url]): ModuleServer[] => {
      const answers = found.some((each) => each.url === url && each.why === undefined);
      return url === undefined ? [] : [{ url, kind: kind === "jsr" ? "jsr" : "npm", answers }];
    }),
    packages: found.map(({ status }) => status),
    problems: found.flatMap(({ status, why }) => problemOf(status, why)),
  };
}

async function complaintOf(kube: Kube, url: string, path: string): Promise<string | undefined> {
  try {
    const mirror = url.replace(/\/$/, "");
    const { status, bytes } = await clusterSource(kube, mirror).get(`${mirror}${path.replace("@", "%40")}`);
    if (status === 200) return undefined;
    return `${status} ${new TextDecoder().decode(bytes.subarray(0, 200)).trim()}`;
  } catch (error) {
    if (error instanceof TentacularError) return error.message;
    throw error;
  }
}

function problemOf(status: PackageStatus, why: string | undefined): Problem[] {
  if (why !== undefined) {
    const message = `The mirror does not give "${status.package}": ${why.replace(/\.$/, "")}`;
    return [
      {
        code: "MIRROR-UNREACHABLE",
        message,
        remedy: "Check modules.npm and modules.jsr in the settings, and the mirror itself",
      },
    ];
  }
  if (status.state !== "missing") return [];
  const message = `The lock does not have "${status.package}" yet`;
  return [{ code: "LOCK-INCOMPLETE", message, remedy: '"tntc contract lock" adds it, and so does a deploy' }];
}
