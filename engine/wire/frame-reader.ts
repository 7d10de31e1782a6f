import type { Frame, Kind } from "./frame.ts";

const prefix = 13;
const kept = 256 * 1024;
const decoder = new TextDecoder();

/** Cuts a stream of bytes into frames, whatever pieces it arrives in. */
export class FrameReader {
  readonly #maxLength: number;
  /** The beginning of a frame whose rest has not arrived. */
  #buffer = new Uint8Array(0);
  #filled = 0;

  /** @param maxLength a longer frame is an error: the other side is not to be trusted with our memory */
  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  /**
   * The frames that `chunk` completes. `chunk` may be used again afterwards.
   * @throws {RangeError} when a frame is longer than allowed, or malformed
   */
  push(chunk: Uint8Array<ArrayBuffer>): Frame[] {
    const frames: Frame[] = [];
    if (this.#filled === 0) {
      this.#append(chunk.subarray(this.#cut(chunk, frames)));
      return frames;
    }
    this.#append(chunk);
    const used = this.#cut(this.#buffer.subarray(0, this.#filled), frames);
    this.#buffer.copyWithin(0, used, this.#filled);
    this.#filled -= used;
    if (this.#filled === 0 && this.#buffer.length > kept) this.#buffer = new Uint8Array(0);
    return frames;
  }

  /** Reads whole frames from the front; answers how many bytes they took. */
  #cut(bytes: Uint8Array<ArrayBuffer>, frames: Frame[]): number {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 0;
    while (at + 4 <= bytes.length) {
      const length = view.getUint32(at);
      if (length > this.#maxLength || length < prefix - 4)
        throw new RangeError(`Frame of ${length} bytes is not allowed`);
      const end = at + 4 + length;
      if (end > bytes.length) break;
      const headLength = view.getUint32(at + 9);
      if (at + prefix + headLength > end) throw new RangeError("Frame is malformed");
      const [kind, run] = [view.getUint8(at + 4) as Kind, view.getUint32(at + 5)];
      frames.push({ kind, run, ...texts(bytes.subarray(at + prefix, end), headLength) });
      at = end;
    }
    return at;
  }

  #append(bytes: Uint8Array): void {
    const length = this.#filled + bytes.length;
    if (length > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(length, this.#buffer.length * 2));
      larger.set(this.#buffer.subarray(0, this.#filled));
      this.#buffer = larger;
    }
    this.#buffer.set(bytes, this.#filled);
    this.#filled = length;
  }
}

function texts(bytes: Uint8Array, headLength: number): { head: string; body: string } {
  const both = bytes.length === 0 ? "" : decoder.decode(bytes);
  // As many characters as bytes: where one text ends among the bytes, it ends among the characters. One call for two.
  if (both.length === bytes.length) return { head: both.slice(0, headLength), body: both.slice(headLength) };
  return {
    head: decoder.decode(bytes.subarray(0, headLength)),
    body: decoder.decode(bytes.subarray(headLength)),
  };
}
