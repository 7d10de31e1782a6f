import { TentacularError } from "../errors.ts";
import type { Plan } from "../plan/plan.ts";

/**
 * Stops a deploy of what this version cannot serve: better no workflow than one whose messages nobody reads.
 *
 * @throws {TentacularError} `TRIGGER-UNSERVED`, `SIDECAR-UNSERVED` (invalid)
 */
export function refuseUnserved({ unserved, sidecars }: Plan): void {
  if (unserved.length > 0) {
    const named = unserved.map(({ index, type, name }) => `triggers[${index}] (${type}${name ? ` "${name}"` : ""})`);
    throw new TentacularError(`This version cannot serve ${named.join(", ")}`, {
      code: "TRIGGER-UNSERVED",
      exit: "invalid",
      place: { file: "workflow.yaml" },
      remedy: "Remove them; manual and cron triggers are served",
      result: { unserved },
    });
  }
  if (sidecars.length === 0) return;
  throw new TentacularError(`This version cannot run the sidecar "${sidecars[0]?.name}"`, {
    code: "SIDECAR-UNSERVED",
    exit: "invalid",
    place: { file: "workflow.yaml" },
    remedy: "Remove the key sidecars, or run the program as a Deployment of its own",
  });
}
