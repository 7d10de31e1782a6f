import type { Relocked } from "../deploy/modules/relocked.ts";
import { count } from "./count.ts";
import { table } from "./table.ts";

/** What a lock holds now, and what it held before. */
export function relockedView(relocked: Relocked): string {
  const rows = relocked.packages.map(({ package: name, requested, locked, before }) => {
    const now = locked.join(", ") || "-";
    const then = before.join(", ");
    return [name, requested, then === "" || then === now ? now : `${then} → ${now}`];
  });
  const shown = rows.length === 0 ? [] : [table(["PACKAGE", "REQUESTED", "LOCKED"], rows), ""];
  return [...shown, relockedSummary(relocked)].join("\n");
}

/** One sentence: whether deno.lock was written. */
export function relockedSummary({ workflow, packages, modules, changed, mode }: Relocked): string {
  if (packages.length === 0) return `${workflow} imports no packages, so there is nothing to lock`;
  if (!changed) return "deno.lock is as it was";
  const what = mode === "mirror" ? count(packages.length, "package") : count(modules, "module");
  return `deno.lock is written: ${what}`;
}
