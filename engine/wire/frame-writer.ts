import type { Kind } from "./frame.ts";

const prefix = 13;
const encoder = new TextEncoder();

/** Collects frames into one piece of bytes, so that many frames leave in one write. */
export class FrameWriter {
  #bytes = new Uint8Array(16 * 1024);
  #length = 0;

  /** Bytes waiting to be taken. */
  get length(): number {
    return this.#length;
  }

  /** Adds one frame. A text body is encoded in place, without a copy. */
  add(kind: Kind, run: number, head: string, body: string | Uint8Array): void {
    const start = this.#length;
    this.#reserve(prefix + head.length * 3 + (typeof body === "string" ? body.length * 3 : body.length));
    let at = start + prefix;
    const headLength = head === "" ? 0 : encoder.encodeInto(head, this.#bytes.subarray(at)).written;
    at += headLength;
    if (typeof body === "string") {
      at += body === "" ? 0 : encoder.encodeInto(body, this.#bytes.subarray(at)).written;
    } else {
      this.#bytes.set(body, at);
      at += body.length;
    }
    const view = new DataView(this.#bytes.buffer);
    view.setUint32(start, at - start - 4);
    view.setUint8(start + 4, kind);
    view.setUint32(start + 5, run);
    view.setUint32(start + 9, headLength);
    this.#length = at;
  }

  /** Hands over all that was added and starts afresh. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    if (this.#bytes.length > 1024 * 1024) this.#bytes = new Uint8Array(16 * 1024);
    return taken;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}
