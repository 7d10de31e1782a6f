import { byPlace } from "./by-place.ts";
import type { Finding } from "./finding.ts";
import { limits } from "./limits.ts";

/** Findings as they are shown: each once, sorted by place, and no more than anybody reads. */
export function shown(findings: readonly Finding[]): Finding[] {
  const sorted = [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()].sort(byPlace);
  const more = sorted.splice(limits.findings);
  const last = sorted.at(-1);
  if (more.length === 0 || !last) return sorted;
  const message = `There are more findings than these ${limits.findings}`;
  return [
    ...sorted,
    { ...last, code: "FINDINGS-MORE", severity: "error", path: "", message, remedy: "Mend these first" },
  ];
}
