const share = 1 / 32;
const MiB = 1024 * 1024;

/**
 * How many bytes of requests and answers may be held at a time: of requests from their first byte until they are answered,
 * of answers until they have left. Each byte costs several in its life: as it comes, as text, parsed, and on its way to
 * the runner.
 */
export class Intake {
  #free: number;

  /** @param memory of the container, in MiB; one request of `maxBody` bytes always fits */
  constructor({ memory, maxBody }: { memory: number; maxBody: number }) {
    this.#free = Math.max(maxBody, memory * MiB * share);
  }

  /** Keeps room for so many bytes; false when there is none. */
  take(bytes: number): boolean {
    if (bytes > this.#free) return false;
    this.#free -= bytes;
    return true;
  }

  /** Counts what is there already, whether there is room or not, until it has gone one way or another. */
  async hold(bytes: number, gone: Promise<void>): Promise<void> {
    this.#free -= bytes;
    await gone.catch(() => {});
    this.give(bytes);
  }

  /** Gives the room back. */
  give(bytes: number): void {
    this.#free += bytes;
  }
}
