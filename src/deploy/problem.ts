import { TentacularError } from "../errors.ts";

/** One thing that stands in the way of a deploy, found before anything was changed. */
export type Problem = { code: string; message: string; remedy: string };

/** Throws all that stands in the way as one error: the problem itself when it is alone, else a list. */
export function refuse(problems: readonly Problem[]): void {
  const [first, ...more] = problems;
  if (first === undefined) return;
  const { code, remedy, message } = first;
  if (more.length === 0) throw new TentacularError(message, { code, remedy, exit: "preflight", result: { problems } });
  const list = problems.map((each) => `\n  ✗ ${each.message} (${each.code})\n    → ${each.remedy}`).join("");
  throw new TentacularError(`${problems.length} things stand in the way; nothing was changed:${list}`, {
    code: "PREFLIGHT",
    remedy: "Mend them, then try again",
    exit: "preflight",
    result: { problems },
  });
}
