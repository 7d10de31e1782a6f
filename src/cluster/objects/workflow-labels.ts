/** Labels of what we put beside a Helm release ourselves: its Secret and its Lease. */
export function workflowLabels(workflow: string): Record<string, string> {
  return {
    "app.kubernetes.io/name": workflow,
    "app.kubernetes.io/part-of": "tentacular",
    "app.kubernetes.io/managed-by": "tentacular",
  };
}
