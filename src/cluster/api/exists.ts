import { z } from "zod";
import type { Kube } from "./kube.ts";
import { KubeRefusal } from "./kube-refusal.ts";

/** Whether there is an object at this path; undefined when this user may not look. */
export async function exists(kube: Kube, path: string): Promise<boolean | undefined> {
  try {
    return (await kube.get(path, z.object({}))) !== undefined;
  } catch (error) {
    if (error instanceof KubeRefusal && error.status === 403) return undefined;
    throw error;
  }
}
