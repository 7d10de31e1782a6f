const share = 1 / 32;
const MiB = 1024 * 1024;

/**
 * How many bytes of requests may be held at a time, from their first byte until they are answered. Each byte costs
 * several in its life: as it comes, as text, parsed, and on its way to the runner.
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

  /** Gives the room back. */
  give(bytes: number): void {
    this.#free += bytes;
  }
}
