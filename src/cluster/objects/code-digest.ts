/** The digest of the code that a pod, or a template of pods, was made for; "" where nothing says. */
export function codeDigest({ metadata }: { metadata: { annotations: Record<string, string> } }): string {
  return metadata.annotations["tentacular.io/code-digest"] ?? "";
}
