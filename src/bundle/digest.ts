import { type CodeFile, canonicalTar } from "./canonical-tar.ts";

/**
 * The address of a workflow's code: `sha256:` and 64 hex digits over its canonical tar, uncompressed.
 * The same at the desk and in the pod, whatever carried the files.
 *
 * @example
 * const digest = await digestOf(files); // "sha256:9f86d0…"
 */
export async function digestOf(files: readonly CodeFile[]): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", canonicalTar(files)));
  return `sha256:${Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
