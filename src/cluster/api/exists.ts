import { z } from "zod";
import { isDenied } from "./is-denied.ts";
import type { Kube } from "./kube.ts";

/** Whether there is an object at this path; undefined when this user may not look. */
export async function exists(kube: Kube, path: string): Promise<boolean | undefined> {
  try {
    return (await kube.get(path, z.object({}))) !== undefined;
  } catch (error) {
    if (isDenied(error)) return undefined;
    throw error;
  }
}
