/** How much of a workflow.yaml we read, so that no input costs more than a moment. */
export const limits = {
  /** Characters in workflow.yaml. */
  characters: 256 * 1024,
  /** Pieces of YAML: marks, scalars, line breaks. */
  tokens: 60_000,
  /** Collections within collections. */
  depth: 50,
  /** How often aliases may multiply what they stand for. */
  aliases: 100,
  /** Values, with all aliases written out. */
  values: 100_000,
  /** Findings of one workflow; what is more is summed up in one line. */
  findings: 200,
} as const;
