/**
 * Memory that is the process's own, in bytes, as its `/proc/<pid>/status` tells it in kB, whatever the size of a page.
 * A kernel that does not tell shared and own memory apart tells all that is resident; undefined when it tells nothing.
 */
export function ownBytesIn(status: string): number | undefined {
  const [, kB] = /^RssAnon:\s*(\d+) kB$/m.exec(status) ?? /^VmRSS:\s*(\d+) kB$/m.exec(status) ?? [];
  return kB === undefined ? undefined : Number(kB) * 1024;
}
