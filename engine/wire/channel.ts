import type { Frame, Kind } from "./frame.ts";
import { FrameReader } from "./frame-reader.ts";
import { FrameWriter } from "./frame-writer.ts";

const gatherSteps = 8;

/**
 * Frames over a Unix socket. What is sent in one turn of the event loop leaves in one write;
 * what is sent while a write is under way leaves with the next.
 */
export class Channel {
  readonly #connection: Deno.Conn;
  readonly #reader: FrameReader;
  readonly #nextTurn: () => Promise<void>;
  readonly #writer = new FrameWriter();
  #writing = false;

  /**
   * @param options.nextTurn what is waited for between two writes, so that what is sent until then leaves together
   * @default a few steps of the microtask queue; a turn of the loop would be Node's, 4 MiB in a process that has none
   */
  constructor(connection: Deno.Conn, options: { maxFrame: number; nextTurn?: () => Promise<void> }) {
    this.#connection = connection;
    this.#nextTurn = options.nextTurn ?? fewSteps;
    this.#reader = new FrameReader(options.maxFrame);
  }

  /** Bytes that have not left yet. */
  get backlog(): number {
    return this.#writer.length;
  }

  send(kind: Kind, run: number, head: string, body: string): void {
    this.#writer.add(kind, run, head, body);
    if (this.#writing) return;
    this.#writing = true;
    void this.#drain();
  }

  /** Hands each frame to `onFrame` until the other side is gone; answers then, and never throws for a lost peer. */
  async receive(onFrame: (frame: Frame) => void): Promise<void> {
    const chunk = new Uint8Array(64 * 1024);
    for (;;) {
      const size = await this.#connection.read(chunk).catch(() => null);
      if (size === null) return;
      for (const frame of this.#reader.push(chunk.subarray(0, size))) onFrame(frame);
    }
  }

  close(): void {
    try {
      this.#connection.close();
    } catch {
      // Closed already, by the other side's end.
    }
  }

  async #drain(): Promise<void> {
    try {
      await undefined;
      while (this.#writer.length > 0) {
        let rest = this.#writer.take();
        while (rest.length > 0) rest = rest.subarray(await this.#connection.write(rest));
        // A write is dear: what the rest of this turn sends leaves together, in the next.
        await this.#nextTurn();
      }
    } catch {
      // The peer is gone; the reading side notices and decides.
    } finally {
      this.#writing = false;
    }
  }
}

async function fewSteps(): Promise<void> {
  for (let step = 0; step < gatherSteps; step++) await undefined;
}
