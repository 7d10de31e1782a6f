import type { Problem } from "../../../deploy/problem.ts";
import type { Check } from "../check.ts";

/** What preflight says of a thing, as checks: its problems, or the message of success. */
export function fromProblems(problems: Problem[], good: Pick<Check, "id" | "message">): Check[] {
  if (problems.length === 0) return [{ id: good.id, state: "pass", message: good.message }];
  return problems.map(({ message, remedy }) => ({ id: good.id, state: "fail", message, remedy }));
}
