import type { Validation } from "../plan/validation.ts";
import type { Finding } from "../workflow/finding.ts";
import { count } from "./count.ts";
import type { Paint } from "./paint.ts";

/** How findings are shown: below which folder their files are, and in which colours. */
export type FindingsOptions = { dir: string; paint: Paint };

/** Each finding with its remedy below, then one line for the whole. */
export function validationView(validation: Validation, options: FindingsOptions): string {
  const { paint } = options;
  const lines = validation.findings.map((finding) => findingView(finding, options));
  const mark = validation.valid ? paint.green("✓") : paint.red("✗");
  return [...lines, ...(lines.length > 0 ? [""] : []), `${mark} ${validationSummary(validation)}`].join("\n");
}

/** One sentence: whether a workflow is valid, and what there is to know of it. */
export function validationSummary({ valid, workflow, nodes = 0, stages = 0, errors, warnings }: Validation): string {
  const also = warnings > 0 ? ` and ${count(warnings, "warning")}` : "";
  if (!valid) return `Not valid: ${count(errors, "error")}${also}`;
  return `${workflow} is valid: ${count(nodes, "node")} in ${count(stages, "stage")}${warnings > 0 ? `, ${count(warnings, "warning")}` : ""}`;
}

function findingView(
  { file, line, column, severity, code, message, remedy }: Finding,
  { dir, paint }: FindingsOptions,
): string {
  const place = `${dir === "." ? "" : `${dir.replace(/\/$/, "")}/`}${file}:${line}:${column}`;
  const kind = severity === "error" ? paint.red(severity) : paint.yellow(severity);
  return `${place} ${kind} ${paint.bold(code)} ${message}\n  ${paint.dim(remedy)}`;
}
