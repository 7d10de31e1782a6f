/** How much code of one workflow we read, so that no folder costs more than a moment, and how much of it can travel. */
export const codeLimits = {
  /** Bytes of workflow.yaml; its characters are bounded by the parser. */
  workflowBytes: 1024 * 1024,
  /** Bytes of one file of code. */
  fileBytes: 1024 * 1024,
  /** Files of one workflow. */
  files: 500,
  /** Bytes of all files together; above it, a Helm release would become too large to keep ten of. */
  releaseBytes: 128 * 1024,
  /** Bytes of code with the modules of packages, which a ConfigMap holds beside its own few. */
  withModulesBytes: 960 * 1024,
  /** Bytes of a compressed release; Kubernetes refuses one above 1 MiB, and the chart itself takes a part. */
  compressedBytes: 900 * 1024,
} as const;
