import { TentacularError } from "../errors.ts";
import { confirm } from "./confirm.ts";

/** What is about to be removed. */
export type Removal = {
  /** Its own name. */
  name: string;
  /** As it is asked, e.g. "Remove workflow hello from namespace team?" */
  question: string;
  /** What would go, for programs that read the refusal. */
  plan: object;
};

/**
 * Asks before something is removed; returns only after a yes.
 *
 * @throws {TentacularError} `CONFIRMATION-NEEDED` (usage) off a terminal, `NOT-CONFIRMED` (interrupted)
 */
export async function requireConsent({ name, question, plan }: Removal): Promise<void> {
  if (!process.stdin.isTTY) {
    throw new TentacularError(`Nobody can be asked whether to remove "${name}": this is no terminal`, {
      code: "CONFIRMATION-NEEDED",
      remedy: "Add --yes to remove it without being asked",
      exit: "usage",
      result: { plan },
    });
  }
  if (await confirm(question)) return;
  throw new TentacularError("Nothing was removed", {
    code: "NOT-CONFIRMED",
    remedy: "Answer y, or add --yes",
    exit: "interrupted",
  });
}
