import { shellQuoted } from "../output/shell-quoted.ts";
import type { WorkflowSpec } from "../workflow/spec.ts";
import { stagesOf } from "../workflow/stages.ts";

/** What is served where, with a line to paste. */
export type DevBanner = { spec: WorkflowSpec; url: string; sample: string };

/** The lines that `tntc dev` begins with. */
export function devBanner({ spec, url, sample }: DevBanner): string {
  const stages = stagesOf(spec);
  const crons = spec.triggers.filter((trigger) => trigger.type === "cron");
  return [
    `${spec.name} ${spec.version} on ${url}`,
    ...stages.map((stage, index) => `  Stage ${index + 1}: [${stage.join(", ")}]`),
    "",
    ...crons.map(({ name, schedule, timezone }) => {
      const body = name === undefined ? "{}" : JSON.stringify({ trigger: name });
      return `  cron ${schedule}${timezone ? ` ${timezone}` : ""} does not tick here; it would post ${body}`;
    }),
    `  POST /run   curl -s ${url}/run -d ${shellQuoted(sample)}`,
    "  GET  /health /ready /metrics /runs /runs/<id>",
    "",
  ].join("\n");
}
