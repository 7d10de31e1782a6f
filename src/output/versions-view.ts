import type { Version } from "../cluster/look/versions-of.ts";
import { table } from "./table.ts";

/** The table of `tntc versions`, newest first. */
export function versionsView(versions: Version[]): string {
  const rows = versions.map(({ revision, version, code, at, status, description }) => [
    String(revision),
    version,
    code,
    at.replace(".000Z", "Z"),
    status,
    description,
  ]);
  return table(["REVISION", "VERSION", "CODE", "WHEN", "STATUS", "DESCRIPTION"], rows);
}
