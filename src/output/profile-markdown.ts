import type { ClusterProfile } from "../platform/profile/cluster-profile.ts";
import { profileSections } from "./profile-sections.ts";

/** A profile as markdown, to be kept beside workflows. */
export function profileMarkdown(profile: ClusterProfile): string {
  const parts = profileSections(profile).map(({ title, head, rows }) => {
    if (rows.length === 0) return `## ${title}\n\nNone.`;
    const names = head.map((name) => name[0] + name.slice(1).toLowerCase());
    const lines = [names, names.map(() => "---"), ...rows].map((cells) => row(cells, head.length));
    return `## ${title}\n\n${lines.join("\n")}`;
  });
  return [`# Profile of ${profile.context}`, ...parts].join("\n\n");
}

function row(cells: string[], columns: number): string {
  const full = Array.from({ length: columns }, (_, at) => (cells[at] ?? "").replaceAll("|", "\\|"));
  return `| ${full.join(" | ")} |`;
}
