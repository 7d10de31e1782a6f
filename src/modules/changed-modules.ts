/** The addresses under which two locks have other bytes. */
export function changedModules(before: Record<string, string>, after: Record<string, string>): string[] {
  return Object.keys(after).filter((url) => before[url] !== undefined && before[url] !== after[url]);
}
