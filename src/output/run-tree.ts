import type { ExecutionResult } from "../workflow/execution-result.ts";
import { duration } from "./duration.ts";
import type { Paint } from "./paint.ts";

/** The nodes of a run in the order in which they began, each with its time, failed ones with their error. */
export function runTree({ timing, errors }: ExecutionResult, paint: Paint): string {
  const nodes = Object.entries(timing.nodeTimings).sort(([, a], [, b]) => a.startedAt - b.startedAt);
  const timed = new Set(nodes.map(([name]) => name));
  const untimed = Object.keys(errors).filter((name) => !timed.has(name));
  const names = [...timed, ...untimed];
  const width = Math.max(0, ...names.map((name) => name.length));
  return names
    .map((name, index) => {
      const branch = index === names.length - 1 ? "└─" : "├─";
      const mark = Object.hasOwn(errors, name) ? paint.red("✗") : paint.green("✓");
      const took = duration(timing.nodeTimings[name]?.durationMs ?? 0).padStart(8);
      const [error = "", ...more] = Object.hasOwn(errors, name) ? (errors[name] ?? "").split("\n") : [];
      const told = error === "" ? "" : `  ${paint.red(error)}`;
      const below = more.map((line) => `\n${index === names.length - 1 ? " " : "│"}    ${line}`);
      return `${branch} ${mark} ${name.padEnd(width)} ${paint.dim(took)}${told}${below.join("")}`;
    })
    .join("\n");
}
