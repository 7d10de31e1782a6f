import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Ground } from "./ground.ts";

/** What a system chart would publish; what is left out is empty. */
export type Facts = Partial<
  Record<"version" | "moduleProxy" | "moduleProxyVersion" | "runtimeClass" | "requireContract", string>
>;

/**
 * Publishes facts of a system chart in the test's own namespace, and gives the environment whose settings look there:
 * the cluster's real one serves other tests.
 */
export async function systemFacts(at: Ground, facts: Facts): Promise<Record<string, string>> {
  const metadata = { name: "tentacular-system" };
  await at.cluster.apply([{ apiVersion: "v1", kind: "ConfigMap", metadata, data: facts }], at.namespace);
  const file = join(at.dir, "system-settings.yaml");
  await writeFile(file, `image: ${at.image}\nplain_http: true\nsystem_namespace: ${at.namespace}\n`);
  return { TENTACULAR_CONFIG: file };
}
