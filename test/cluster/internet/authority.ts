import { existsSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { lock } from "../lock.ts";
import { run } from "../run.ts";
import { cacheFolder } from "../site.ts";

/** Paths of a certificate and of its key. */
export type KeyPair = { certificate: string; key: string };

/**
 * Who vouches for the servers of the internet: one for all clusters of this machine, for Deno in the tests' images
 * trusts it.
 */
export async function internetAuthority(): Promise<KeyPair> {
  const folder = join(cacheFolder(), "internet-authority");
  const pair = { certificate: join(folder, "ca.crt"), key: join(folder, "ca.key") };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await lock(join(folder, "lock"), async () => {
    if (!existsSync(pair.certificate)) await make(pair);
  });
  return pair;
}

async function make({ certificate, key }: KeyPair): Promise<void> {
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "3650"];
  const who = ["-subj", "/CN=internet-of-the-tests"];
  await run(["openssl", "req", "-x509", ...kind, "-keyout", key, "-out", `${certificate}.part`, ...who]);
  await rename(`${certificate}.part`, certificate);
}
