import { TentacularError } from "../errors.ts";
import type { Finding } from "../workflow/finding.ts";
import type { Contract } from "../workflow/spec.ts";
import type { CodeImport } from "../workflow/workflow.ts";
import { packageUses } from "./package-uses.ts";
import { readLock } from "./read-lock.ts";

/** What is wrong with the lock of a folder whose code imports packages. That it lacks some is nothing wrong: a deploy adds them. */
export async function lockFindings(
  dir: string,
  { contract, imports }: { contract: Contract | undefined; imports: readonly CodeImport[] },
): Promise<Finding[]> {
  if (packageUses(contract, imports).length === 0) return [];
  try {
    await readLock(dir);
    return [];
  } catch (error) {
    if (!(error instanceof TentacularError)) throw error;
    const { code, message, remedy, place } = error;
    const { file = "deno.lock", line = 1, column = 1 } = place ?? {};
    return [{ code, severity: "error", file, path: "", line, column, message, remedy }];
  }
}
