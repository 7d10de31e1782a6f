import { z } from "zod";
import { isDenied } from "../../../cluster/api/is-denied.ts";
import { runtimeClassPath } from "../../../cluster/objects/runtime-class-path.ts";
import { noRuntimeClass } from "../../../deploy/problems/no-runtime-class.ts";
import type { Check } from "../check.ts";
import type { CheckGround } from "../check-ground.ts";
import { fromProblems } from "./from-problems.ts";

const id = "runtime-class";

const reserving = z.object({
  overhead: z.object({ podFixed: z.object({ memory: z.string().optional() }).prefault({}) }).prefault({}),
});

/** Whether the RuntimeClass is there that pods would ask for, and has memory of its own for the sandbox. */
export async function runtimeClassCheck({ kube, plan }: CheckGround): Promise<Check[]> {
  const { runtimeClass: name } = plan;
  if (!name) {
    const remedy = "Set runtime_class in the settings, or deployment.runtimeClass in workflow.yaml, e.g. to gvisor";
    return [{ id, state: "warn", message: "No RuntimeClass is asked for: pods run without a sandbox", remedy }];
  }
  try {
    const found = await kube.get(runtimeClassPath(name), reserving);
    if (found === undefined) return fromProblems([noRuntimeClass(name)], { id, message: "" });
    return [found.overhead.podFixed.memory ? available(name) : unreserved(name)];
  } catch (error) {
    if (isDenied(error)) return [unseen(name)];
    throw error;
  }
}

function available(name: string): Check {
  return { id, state: "pass", message: `RuntimeClass "${name}" available` };
}

function unreserved(name: string): Check {
  const remedy =
    "The sandbox takes its memory from the workflow's limit: give the RuntimeClass overhead.podFixed.memory (about 96Mi for gVisor), or have the system chart make it (runtime.enabled)";
  return { id, state: "warn", message: `RuntimeClass "${name}" reserves no memory for the sandbox itself`, remedy };
}

function unseen(name: string): Check {
  const remedy = `Ask for the permission to get the RuntimeClass "${name}"`;
  return { id, state: "skip", message: `RuntimeClass "${name}" not looked at: no permission`, remedy };
}
