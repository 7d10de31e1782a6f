/** An output that cannot be part of a result. */
export class OutputRefused extends Error {
  readonly remedy: string;

  private constructor(message: string, { remedy, cause }: { remedy: string; cause?: unknown }) {
    super(message, { cause });
    this.remedy = remedy;
  }

  /** @param cause what the node's own code threw on the way */
  static notJson(node: string, why: string, cause?: unknown): OutputRefused {
    const remedy = "Return what JSON can hold: texts, numbers, true, false, null, lists and objects of them";
    return new OutputRefused(`Output of node "${node}" is not JSON: ${why}`, { remedy, cause });
  }

  /** Alone, or together with those of other nodes. */
  static tooLong(node: string, length: number, maxBytes: number): OutputRefused {
    const message = `Output of node "${node}" of ${length} bytes makes the result longer than ${maxBytes} bytes`;
    return new OutputRefused(message, { remedy: "Return less, or store it elsewhere and return where" });
  }
}
