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
    const both = this.#encode(start + prefix, head + body);
    // As many bytes as characters: where the head ends among these, it ends among those. One call for two texts.
    const plain = both === head.length + body.length;
    this.#put32(start, prefix - 4 + both);
    this.#bytes[start + 4] = kind;
    this.#put32(start + 5, run);
    this.#put32(start + 9, plain ? head.length : encoder.encode(head).length);
    this.#length = start + prefix + both;
  }

  #encode(at: number, text: string): number {
    return text === "" ? 0 : encoder.encodeInto(text, this.#bytes.subarray(at)).written;
  }

  #put32(at: number, value: number): void {
    const bytes = this.#bytes;
    bytes[at] = value >>> 24;
    bytes[at + 1] = value >>> 16;
    bytes[at + 2] = value >>> 8;
    bytes[at + 3] = value;
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
