import type { ClusterProfile } from "../platform/profile/cluster-profile.ts";
import { profileSections } from "./profile-sections.ts";
import { table } from "./table.ts";

/** What `tntc cluster profile` shows to people: a heading, a table, and so on. */
export function profileView(profile: ClusterProfile): string {
  const parts = profileSections(profile).map(({ title, head, rows }) => {
    if (rows.length === 0) return `${title}\n  none`;
    const text = title === "Cluster" || head.length === 1 ? plain(rows) : table(head, rows);
    return `${title}\n${text.replaceAll(/^/gm, "  ")}`;
  });
  return parts.join("\n\n");
}

/** Facts need no heading above their columns. */
function plain(rows: string[][]): string {
  const [head = [], ...rest] = rows;
  return table(head, rest);
}
