import { TentacularError } from "../errors.ts";
import type { Plan } from "../plan/plan.ts";
import type { Finding } from "../workflow/finding.ts";

/**
 * Stops a deploy of what this version cannot serve: better no workflow than one whose messages nobody reads.
 *
 * @param findings know the places
 * @throws {TentacularError} `TRIGGER-UNSERVED`, `SIDECAR-UNSERVED` (invalid)
 */
export function refuseUnserved(
  { unserved, sidecars }: Pick<Plan, "unserved" | "sidecars">,
  findings: readonly Finding[],
): void {
  if (unserved.length > 0) {
    const named = unserved.map(({ index, type, name }) => `triggers[${index}] (${type}${name ? ` "${name}"` : ""})`);
    throw refusal(`This version cannot serve ${named.join(", ")}`, findings, {
      code: "TRIGGER-UNSERVED",
      remedy: `Remove ${unserved.length === 1 ? "it" : "them"}; manual and cron triggers are served`,
      result: { unserved },
    });
  }
  if (sidecars.length === 0) return;
  throw refusal(`This version cannot run the sidecar "${sidecars[0]?.name}"`, findings, {
    code: "SIDECAR-UNSERVED",
    remedy: "Remove the key sidecars, or run the program as a Deployment of its own",
  });
}

type Refusal = { code: string; remedy: string; result?: unknown };

/** The error at the first place that validation warned of. */
function refusal(message: string, findings: readonly Finding[], details: Refusal): TentacularError {
  const found = findings.find(({ code }) => code === details.code);
  const place = found ? { file: found.file, line: found.line, column: found.column } : { file: "workflow.yaml" };
  return new TentacularError(message, { ...details, exit: "invalid", place });
}
