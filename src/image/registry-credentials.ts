import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { z } from "zod";

const dockerConfig = z.object({ auths: z.record(z.string(), z.object({ auth: z.string().optional() })).optional() });

/**
 * What `docker login` or `podman login` has left in plain form for a registry, as an Authorization header.
 * Credential helpers are not asked: the answer only serves a check, and the nodes have their own.
 */
export async function registryCredentials(host: string, env = process.env): Promise<string | undefined> {
  const folder = env["DOCKER_CONFIG"] || join(homedir(), ".docker");
  const files = [join(folder, "config.json"), env["REGISTRY_AUTH_FILE"]];
  for (const file of files) {
    const auth = file && (await authIn(file, host));
    if (auth) return `Basic ${auth}`;
  }
  return undefined;
}

async function authIn(file: string, host: string): Promise<string | undefined> {
  try {
    const { auths } = dockerConfig.parse(JSON.parse(await readFile(file, "utf8")));
    const names = [
      host,
      `https://${host}`,
      ...(host === "registry-1.docker.io" ? ["https://index.docker.io/v1/"] : []),
    ];
    return names.map((name) => auths?.[name]?.auth).find(Boolean);
  } catch {
    return undefined;
  }
}
