import type { CommandEntry, Manifest } from "./manifest.ts";

/** The commands whose first word this is, without the command that it may be itself: `cluster` has `cluster check` and more. */
export function commandsIn(group: string, { commands }: Manifest): CommandEntry[] {
  return Object.values(commands).filter(({ id, hidden }) => !hidden && id.startsWith(`${group}:`));
}
