import { deskMap } from "../modules/desk-map.ts";
import { packageUses } from "../modules/package-uses.ts";
import { readLock } from "../modules/read-lock.ts";
import type { Workflow } from "../workflow/workflow.ts";

/** The import map for the packages that a workflow imports; undefined when it imports none. */
export async function deskPackages({ dir, spec, imports }: Workflow): Promise<string | undefined> {
  const uses = packageUses(spec.contract, imports);
  return uses.length === 0 ? undefined : deskMap(uses, await readLock(dir));
}
