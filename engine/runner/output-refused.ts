/** An output that cannot be part of a result. */
export class OutputRefused extends Error {
  readonly remedy = "Return less and as JSON has it, or store it elsewhere and return where";

  /** @param cause what the node's own code threw on the way */
  constructor(node: string, why: string, cause?: unknown) {
    super(`Output of node "${node}" ${why}`, { cause });
  }

  /** Alone, or together with those of other nodes. */
  static tooLong(node: string, length: number, maxBytes: number): OutputRefused {
    return new OutputRefused(node, `of ${length} bytes makes the result longer than ${maxBytes} bytes`);
  }
}
