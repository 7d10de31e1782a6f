import { z } from "zod";
import { isCidr } from "../../workflow/is-cidr.ts";
import { isDenied } from "../api/is-denied.ts";
import type { Kube } from "../api/kube.ts";
import { pathsIn } from "../api/paths.ts";
import type { System } from "./system.ts";

/** The system chart is there, is not there, or may not be seen by this user. */
export type SystemFound = { state: "installed"; system: System } | { state: "absent" } | { state: "hidden" };

const text = z.string().default("");
/** Ranges behind commas; what is no range is left out: another version may know more. */
const cidrs = text.transform((said) => said.split(",").filter(isCidr));
const names = text.transform((said) => said.split(",").filter(Boolean));
const facts = z.object({
  data: z
    .object({
      version: text,
      moduleProxy: text,
      moduleProxyVersion: text,
      runtimeClass: z.string().optional(),
      testModule: text,
      requireContract: text,
      enforce: text,
      closedCIDRs: cidrs,
      allowedCIDRs: cidrs,
      closedNamespaces: names,
      openNamespaces: names,
    })
    .prefault({}),
});

/** Name of the ConfigMap in which the system chart publishes its facts. */
const factsName = "tentacular-system";

/**
 * Looks for what the system chart publishes in its namespace. Every authenticated user may read it; where that right
 * was taken away, nobody can tell whether the chart is there.
 */
export async function lookForSystem(kube: Kube, namespace: string): Promise<SystemFound> {
  try {
    const found = await kube.get(pathsIn(namespace).configmaps.one(factsName), facts);
    return found ? { state: "installed", system: systemOf(namespace, found.data) } : { state: "absent" };
  } catch (error) {
    if (isDenied(error)) return { state: "hidden" };
    throw error;
  }
}

function systemOf(namespace: string, data: z.infer<typeof facts>["data"]): System {
  const { version, moduleProxy, moduleProxyVersion, runtimeClass, testModule } = data;
  const { closedCIDRs, allowedCIDRs, closedNamespaces, openNamespaces } = data;
  return {
    namespace,
    version,
    ...(moduleProxy ? { moduleProxy } : {}),
    ...(moduleProxyVersion ? { moduleProxyVersion } : {}),
    ...(runtimeClass === undefined ? {} : { runtimeClass }),
    ...(testModule ? { testModule } : {}),
    ...(closedCIDRs.length === 0 ? {} : { closedCIDRs }),
    ...(allowedCIDRs.length === 0 ? {} : { allowedCIDRs }),
    ...(closedNamespaces.length === 0 ? {} : { closedNamespaces }),
    ...(openNamespaces.length === 0 ? {} : { openNamespaces }),
    requireContract: data.requireContract === "true",
    enforce: data.enforce === "true",
  };
}
