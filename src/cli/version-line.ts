import type { Manifest } from "./manifest.ts";

/** What `tntc --version` says: our version, and what it runs on. */
export function versionLine({ version }: Pick<Manifest, "version">): string {
  return `tntc ${version} (${process.platform}-${process.arch}, node ${process.versions.node})`;
}
