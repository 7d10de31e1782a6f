/**
 * First 12 hex digits of a digest of code, by which labels and lists name it.
 *
 * @example
 * shortCode("sha256:b6100bc4cb64e1…"); // "b6100bc4cb64"
 */
export function shortCode(digest: string): string {
  return digest.replace("sha256:", "").slice(0, 12);
}
