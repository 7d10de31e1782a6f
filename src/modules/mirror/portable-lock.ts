import { z } from "zod";
import type { Lock } from "../lock.ts";

const packages = z.record(z.string(), z.looseObject({ tarball: z.string().optional() }));

/**
 * A lock that holds wherever the registry is: Deno writes down where it found each archive, and pods may reach the
 * registry by another address. Of archives in their usual place the address is left out, then Deno takes it from the
 * registry that it is set to; one from elsewhere stays.
 */
export function portableLock(lock: Lock, npmRegistry: string | undefined): Lock {
  if (npmRegistry === undefined || lock["npm"] === undefined) return lock;
  const npm = Object.entries(packages.parse(lock["npm"])).map(([id, { tarball, ...rest }]) => {
    const kept = tarball === undefined || tarball === usualPlace(id, npmRegistry) ? {} : { tarball };
    return [id, { ...rest, ...kept }];
  });
  return { ...lock, npm: Object.fromEntries(npm) };
}

/** `@acme/pricing@1.0.0_zod@3.0.0` → `<registry>/@acme/pricing/-/pricing-1.0.0.tgz`. */
function usualPlace(id: string, registry: string): string | undefined {
  const [, name = "", version = ""] = /^(@?[^@]+)@([^_]+)/.exec(id) ?? [];
  return `${registry.replace(/\/*$/, "/")}${name}/-/${name.replace(/^.*\//, "")}-${version}.tgz`;
}
