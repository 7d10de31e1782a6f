import type { ContractDrift } from "../workflow/contract-drift.ts";
import { exampleDependency } from "../workflow/example-dependency.ts";
import type { Paint } from "./paint.ts";

/** A line for each place where the contract and the code part ways, with what to declare. */
export function driftLines({ lacking, unused }: ContractDrift, paint: Paint): string[] {
  return [
    ...lacking.map(
      ({ kind, name, file, line }) =>
        `${paint.yellow("lacking")}  ${name}, which ${file}:${line} asks for${kind === "host" ? `: ${exampleDependency(name)}` : ""}`,
    ),
    ...unused.map((name) => `${paint.yellow("unused")}   ${name}, which no node asks for`),
  ];
}
