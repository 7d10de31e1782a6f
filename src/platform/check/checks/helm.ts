import { TentacularError } from "../../../errors.ts";
import type { Check } from "../check.ts";
import type { CheckGround } from "../check-ground.ts";

/** Whether there is a Helm that deploys, and whether it is new enough. */
export async function helmCheck({ helm }: Pick<CheckGround, "helm">): Promise<Check[]> {
  const id = "helm";
  const found = helm instanceof TentacularError ? helm : await helm.version().catch(mine);
  if (typeof found === "string") return [{ id, state: "pass", message: `Helm ${found}` }];
  return [{ id, state: "fail", message: found.message, remedy: found.remedy }];
}

function mine(error: unknown): TentacularError {
  if (error instanceof TentacularError && error.exit !== "interrupted") return error;
  throw error;
}
