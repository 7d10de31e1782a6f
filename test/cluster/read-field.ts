import { kubectl } from "./kubectl.ts";
import type { Site } from "./site.ts";

/** One field of an object, for a probe: nothing if the API server does not say it soon. */
export async function readField(site: Site, object: readonly string[], jsonpath: string): Promise<string | undefined> {
  const args = ["get", ...object, "-o", `jsonpath=${jsonpath}`, "--request-timeout=2s"];
  return kubectl(site, args).catch(() => undefined);
}
