import type { Frame, Kind } from "./frame.ts";

const prefix = 13;
const nothing = new Uint8Array(0);
const decoder = new TextDecoder();

/** Cuts a stream of bytes into frames, whatever pieces it arrives in. */
export class FrameReader {
  readonly #maxLength: number;
  #rest = nothing;

  /** @param maxLength a longer frame is an error: the other side is not to be trusted with our memory */
  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  /**
   * The frames that `chunk` completes. `chunk` may be used again afterwards.
   * @throws {RangeError} when a frame is longer than allowed
   */
  push(chunk: Uint8Array<ArrayBuffer>): Frame[] {
    const bytes = this.#rest.length === 0 ? chunk : joined(this.#rest, chunk);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const frames: Frame[] = [];
    let at = 0;
    while (at + 4 <= bytes.length) {
      const length = view.getUint32(at);
      if (length > this.#maxLength || length < prefix - 4)
        throw new RangeError(`Frame of ${length} bytes is not allowed`);
      const end = at + 4 + length;
      if (end > bytes.length) break;
      const headEnd = at + prefix + view.getUint32(at + 9);
      if (headEnd > end) throw new RangeError("Frame is malformed");
      frames.push({
        kind: view.getUint8(at + 4) as Kind,
        run: view.getUint32(at + 5),
        head: headEnd === at + prefix ? "" : decoder.decode(bytes.subarray(at + prefix, headEnd)),
        body: headEnd === end ? "" : decoder.decode(bytes.subarray(headEnd, end)),
      });
      at = end;
    }
    this.#rest = at === bytes.length ? nothing : bytes.slice(at);
    return frames;
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
