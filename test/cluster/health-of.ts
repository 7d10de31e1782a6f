import { parts } from "./parts.ts";
import { alive, type Identity, recorded } from "./processes.ts";
import type { Site } from "./site.ts";

/** How each part of a cluster is. */
export type Health = { healthy: boolean; parts: PartHealth[] };

/** A part and its process, if it has one of its own. */
export type PartHealth = { name: string; pid?: number; state: "ready" | "not ready" | "ended" };

/** Asks every part of a cluster whether it is ready. */
export async function healthOf(site: Site): Promise<Health> {
  const identities = await recorded(site);
  const health = await Promise.all(
    parts.map(async (part): Promise<PartHealth> => {
      const identity = identities.get(part.name);
      if (part.command && !(await runs(identity))) return { name: part.name, state: "ended" };
      const ready = await part.ready(site).catch(() => false);
      return { name: part.name, state: ready ? "ready" : "not ready", ...(identity && { pid: identity.pid }) };
    }),
  );
  return { healthy: health.every((part) => part.state === "ready"), parts: health };
}

async function runs(identity: Identity | undefined): Promise<boolean> {
  return identity !== undefined && alive(identity);
}
