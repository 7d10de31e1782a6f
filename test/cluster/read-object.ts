import type { z } from "zod";
import { kubeOf } from "./kube-of.ts";
import type { Site } from "./site.ts";

/** One object, for a probe: nothing if it is not there, or if the API server does not say it soon. */
export async function readObject<T>(site: Site, path: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const kube = await kubeOf(site);
  const answer = await kube.send({ path, timeoutMs: 2000 }).catch(() => undefined);
  return answer?.status === 200 ? schema.parse(JSON.parse(answer.body)) : undefined;
}
