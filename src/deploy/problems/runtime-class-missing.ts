import type { Kube } from "../../cluster/api/kube.ts";
import { runtimeClassExists } from "../../cluster/objects/runtime-class-exists.ts";
import type { Problem } from "../problem.ts";
import { noRuntimeClass } from "./no-runtime-class.ts";

/** Whether the RuntimeClass is there, when one is wanted: a pod would else never be created. */
export async function runtimeClassMissing(kube: Kube, name: string | undefined): Promise<Problem[]> {
  if (!name) return [];
  return (await runtimeClassExists(kube, name)) === false ? [noRuntimeClass(name)] : [];
}
