import { type Attack, attacks, calls, declared } from "./attacks.ts";
import type { Measured } from "./measure.ts";

const walls = ["neither", "policy", "deno", "both"] as const;

/** The table of docs/security.md: a row an attack, a column a wall and a runtime, and why a wall let something through. */
export function outcomeTable(measured: Record<string, Measured>): string {
  const runtimes = Object.entries(measured);
  const notes = [
    ...new Set([...attacks, ...calls].flatMap(({ blind }: Pick<Attack, "blind">) => Object.values(blind ?? {}))),
  ];
  const heads = ["no wall", "NetworkPolicy alone", "Deno alone", "both"].flatMap((wall) =>
    runtimes.map(([name]) => `${wall}, ${name}`),
  );
  const rows = [declared, ...attacks, ...calls].map(({ name, blind }: Pick<Attack, "name" | "blind">) => {
    const cells = walls.flatMap((wall) =>
      runtimes.map(([, found]) => {
        const reason = wall === "policy" || wall === "deno" ? blind?.[wall] : undefined;
        return cell(found[wall][name] === "reached", reason === undefined ? 0 : notes.indexOf(reason) + 1);
      }),
    );
    return line([name, ...cells]);
  });
  const legend = notes.map((note, index) => `${index + 1}. ${note}`);
  return [line(["", ...heads]), line(["---", ...heads.map(() => "---")]), ...rows, "", ...legend].join("\n");
}

function cell(reached: boolean, note: number): string {
  return `${reached ? "reached" : "refused"}${note === 0 ? "" : ` (${note})`}`;
}

const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
