import type { Lock } from "./lock.ts";

/** A lock as a file: the same lock is always the same text. Keys stand where Deno puts them, ours is the last. */
export function lockText({ version, specifiers, redirects, remote, tentacular, ...rest }: Lock): string {
  const { jsr, npm, ...others } = rest;
  const ordered = {
    version,
    ...some("specifiers", specifiers),
    ...(jsr === undefined ? {} : { jsr }),
    ...(npm === undefined ? {} : { npm }),
    ...some("redirects", redirects),
    ...some("remote", remote),
    ...others,
    ...(tentacular?.moduleProxy === undefined ? {} : { tentacular }),
  };
  return `${JSON.stringify(ordered, null, 2)}\n`;
}

function some(key: string, entries: Record<string, string> | undefined): Record<string, Record<string, string>> {
  const sorted = Object.entries(entries ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.length === 0 ? {} : { [key]: Object.fromEntries(sorted) };
}
