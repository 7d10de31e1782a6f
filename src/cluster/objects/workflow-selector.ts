/**
 * Selects all objects of one workflow, or of every workflow. By part-of, not by managed-by: Helm overwrites the latter
 * on what it applies.
 */
export function workflowSelector(workflow?: string): string {
  const ours = "app.kubernetes.io/part-of=tentacular";
  return workflow === undefined ? ours : `${ours},app.kubernetes.io/name=${workflow}`;
}
