/** Bytes of one mark. */
export const markSize = 24;

/** Whose code the runner entered last. Written by the runner at once, read by the supervisor when the runner is stuck. */
export type Mark = {
  run: number;
  /** Index of the node in the loaded workflow. */
  node: number;
  attempt: number;
  /** The newest run that was begun; runs are begun in the order of their numbers. */
  newestRun: number;
  /** When the attempt began, in epoch milliseconds. */
  startedAt: number;
};

/** The mark in `bytes`, or undefined when none was written yet. */
export function readMark(bytes: Uint8Array<ArrayBuffer>): Mark | undefined {
  if (bytes.length < markSize) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return {
    run: view.getUint32(0),
    node: view.getUint32(4),
    attempt: view.getUint32(8),
    newestRun: view.getUint32(12),
    startedAt: view.getFloat64(16),
  };
}
