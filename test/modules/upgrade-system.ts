import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SystemRelease, systemChart } from "../charts/system-release.ts";

/** The version after the one of this checkout. */
const next = "0.1.99";

/** Upgrades a system to the version after this one; gives that version. */
export async function upgradeSystem({ name, helm }: SystemRelease): Promise<string> {
  await using work = await mkdtempDisposable(join(tmpdir(), "tntc-upgrade-system-"));
  const packed = await helm(["package", systemChart, "--version", next, "--destination", work.path]);
  if (packed.exitCode !== 0) throw new Error(packed.stderr);
  const chart = join(work.path, `tentacular-system-${next}.tgz`);
  // Another annotation is another pod: the proxy is replaced, as by another image.
  const change = ["--reuse-values", "--set", "moduleProxy.podAnnotations.upgraded=yes"];
  const upgraded = await helm(["upgrade", name, chart, ...change, "--wait", "--timeout=100s"]);
  if (upgraded.exitCode !== 0) throw new Error(upgraded.stderr);
  return next;
}
