/** A folder as an address that ends with a slash; its modules are imported, and found in stacks, under it. */
export function folderUrl(dir: string): string {
  return `file://${dir.split("/").map(encodeURIComponent).join("/")}/`;
}
