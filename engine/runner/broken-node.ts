/** Where a node's file is wrong, and how. */
export type Breakage = {
  message: string;
  file: string;
  line?: number;
  column?: number;
  stack?: string;
  /** @default "NODE-BROKEN" */
  code?: string;
  /** @default "Mend the file" */
  remedy?: string;
};

/** A node that cannot be loaded. */
export class BrokenNode extends Error {
  readonly node: string;
  readonly breakage: Breakage;

  constructor(node: string, breakage: Breakage) {
    super(breakage.message);
    this.node = node;
    this.breakage = breakage;
  }
}
