import { readFile } from "node:fs/promises";
import type { NpmRegistry } from "../npm-registry/start-npm-registry.ts";
import type { Site } from "./site.ts";

/** Where a cluster's npm registry is, and the token that opens its private scope. */
export async function npmRegistryOf(site: Site): Promise<NpmRegistry> {
  const token = await readFile(site.file("npm-registry/token"), "utf8");
  return { url: `http://${site.machineIp}:4873/`, token };
}
