import type { PackageName } from "./package-name.ts";

/** Whether a protocol names packages: they are loaded, not reached. */
export function isPackage(protocol: string | undefined): protocol is PackageName["protocol"] {
  return protocol === "npm" || protocol === "jsr";
}
