import type { Deployment } from "./deployment.ts";

/** Whether a Deployment is one of a workflow, and not somebody's own of that name. */
export function isEngine({ metadata, spec }: Deployment): boolean {
  const isOurs = metadata.labels["app.kubernetes.io/part-of"] === "tentacular";
  return isOurs && spec.selector.matchLabels["tentacular.dev/role"] === "engine";
}
