import { after } from "../wire/after.ts";
import { pause } from "../wire/pause.ts";

const share = 1 / 8;
const MiB = 1024 * 1024;
const piece = 64 * 1024;
const lookEveryMs = 50;

/** Long answers on their way. What is not read lies in memory, so it is bounded how much that may be, and for how long. */
export class Outgoing {
  readonly #most: number;
  readonly #patienceMs: number;
  readonly #held = new Set<Uint8Array>();

  /**
   * @param memory of the container, in MiB
   * @param patienceMs a reader that takes nothing for so long is given up; half a minute when left out
   */
  constructor({ memory, patienceMs = 30_000 }: { memory: number; patienceMs?: number }) {
    this.#most = memory * MiB * share;
    this.#patienceMs = patienceMs;
  }

  /** Whether so much is unread that nothing should be begun which makes more. */
  get isFull(): boolean {
    let bytes = 0;
    for (const { length } of this.#held) bytes += length;
    return bytes > this.#most;
  }

  /** Answers when there is room for one more. */
  async room(): Promise<void> {
    while (this.isFull) await pause(lookEveryMs);
  }

  /** The text as the body of an answer; it breaks off when its reader is given up. */
  body(text: string): ReadableStream<Uint8Array<ArrayBuffer>> {
    const bytes = new TextEncoder().encode(text);
    this.#held.add(bytes);
    let at = 0;
    let disarm = () => {};
    const end = () => {
      disarm();
      this.#held.delete(bytes);
    };
    const awaitReader = (controller: ReadableStreamDefaultController) => {
      disarm();
      disarm = after(this.#patienceMs, () => {
        end();
        controller.error(new Error("Nobody reads the answer"));
      });
    };
    const pull = (controller: ReadableStreamDefaultController) => {
      controller.enqueue(bytes.subarray(at, at + piece));
      at += piece;
      if (at < bytes.length) return awaitReader(controller);
      end();
      controller.close();
    };
    return new ReadableStream({ start: awaitReader, pull, cancel: end }, { highWaterMark: 0 });
  }
}
