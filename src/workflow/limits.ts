/** How much of a workflow.yaml we read, so that no input costs more than a moment. */
export const limits = {
  /** Characters in workflow.yaml. */
  characters: 256 * 1024,
  /** Pieces of YAML: marks, scalars, line breaks. */
  tokens: 80_000,
  /** Collections within collections. */
  depth: 50,
  /** How often aliases may multiply what they stand for. */
  aliasFactor: 100,
  /** Aliases in all; each is looked up among all anchors. */
  aliases: 1000,
  /** Values, with all aliases written out. */
  values: 100_000,
  /** Findings of one workflow; what is more is left out, and that is said. */
  findings: 200,
} as const;
