import { missingPermissions } from "../../../deploy/missing-permissions.ts";
import type { Check } from "../check.ts";
import type { CheckGround } from "../check-ground.ts";
import { fromProblems } from "./from-problems.ts";

/** Whether this user may do exactly what a deploy does. */
export async function permissionsCheck({ kube, plan }: CheckGround): Promise<Check[]> {
  const message = `User "${kube.access.user}" may do all that a deploy does`;
  return fromProblems(await missingPermissions(kube, plan), { id: "permissions", message });
}
