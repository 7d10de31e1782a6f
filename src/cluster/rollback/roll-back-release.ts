import { TentacularError } from "../../errors.ts";
import type { Helm } from "../helm/helm.ts";

const helmsBug = /no \S+ with the name|original object .* not found/;

/**
 * `helm rollback`, twice where Helm before 4.2 needs it: it looks for objects of the revision it leaves that were never
 * made, fails, and finds them in order the second time.
 */
export async function rollBackRelease(helm: Pick<Helm, "rollback">, workflow: string, revision: number): Promise<void> {
  try {
    await helm.rollback(workflow, revision);
  } catch (error) {
    if (!(error instanceof TentacularError) || !helmsBug.test(error.message)) throw error;
    await helm.rollback(workflow, revision);
  }
}
