/** Bytes of one mark. */
export const markSize = 32;
/** Marks that the file holds; the newest overwrites the oldest. */
export const markSlots = 512;

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

/** The newest mark in the bytes of the file, or undefined when none was written yet. */
export function readMark(bytes: Uint8Array<ArrayBuffer>): Mark | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let newest: number | undefined;
  for (let at = 0; at + markSize <= bytes.length; at += markSize) {
    if (newest === undefined || view.getFloat64(at + 24) > view.getFloat64(newest + 24)) newest = at;
  }
  if (newest === undefined) return undefined;
  return {
    run: view.getUint32(newest),
    node: view.getUint32(newest + 4),
    attempt: view.getUint32(newest + 8),
    newestRun: view.getUint32(newest + 12),
    startedAt: view.getFloat64(newest + 16),
  };
}
