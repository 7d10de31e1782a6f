import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** An environment in which no user's settings are read, and none are written. */
export async function noSettings(): Promise<{ TENTACULAR_CONFIG: string }> {
  return { TENTACULAR_CONFIG: join(await mkdtemp(join(tmpdir(), "tntc-settings-")), "config.yaml") };
}
