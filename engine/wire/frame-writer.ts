import type { Kind } from "./frame.ts";

const prefix = 13;
const least = 16 * 1024;
const most = 256 * 1024;
const encoder = new TextEncoder();

/** Collects frames into one piece of bytes, so that many frames leave in one write. */
export class FrameWriter {
  #bytes = new Uint8Array(least);
  #other = new Uint8Array(least);
  #length = 0;

  /** Bytes waiting to be taken. */
  get length(): number {
    return this.#length;
  }

  add(kind: Kind, run: number, head: string, body: string): void {
    const start = this.#length;
    this.#reserve(prefix + head.length * 3 + body.length * 3);
    let at = start + prefix;
    const headLength = head === "" ? 0 : encoder.encodeInto(head, this.#bytes.subarray(at)).written;
    at += headLength;
    at += body === "" ? 0 : encoder.encodeInto(body, this.#bytes.subarray(at)).written;
    const view = new DataView(this.#bytes.buffer);
    view.setUint32(start, at - start - 4);
    view.setUint8(start + 4, kind);
    view.setUint32(start + 5, run);
    view.setUint32(start + 9, headLength);
    this.#length = at;
  }

  /** Hands over all that was added and starts afresh. The bytes are valid until the next call. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.subarray(0, this.#length);
    const next = this.#other.length > most ? new Uint8Array(least) : this.#other;
    this.#other = this.#bytes;
    this.#bytes = next;
    this.#length = 0;
    return taken;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}
