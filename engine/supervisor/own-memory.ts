import { ownBytesIn } from "./own-bytes-in.ts";
import { sharedBytesIn } from "./shared-bytes-in.ts";

/** What a program shares hardly changes while its whole does not; asking costs milliseconds. */
const remembered = { ms: 1000, bytes: 4 * 2 ** 20 };

/** The memory of one process that is its own. */
export class OwnMemory {
  readonly #pid: number;
  #shared = 0;
  #asked = { at: Number.NEGATIVE_INFINITY, whole: 0 };

  constructor(pid: number) {
    this.#pid = pid;
  }

  /** In bytes. Undefined when it cannot be told, as of a process that is gone. */
  bytes(): number | undefined {
    try {
      const status = Deno.readTextFileSync(`/proc/${this.#pid}/status`);
      const bytes = ownBytesIn(status);
      if (bytes === undefined || status.includes("\nRssAnon:")) return bytes;
      return Math.max(0, bytes - this.#sharedBytes(bytes));
    } catch {
      return undefined;
    }
  }

  /** gVisor's `status` does not tell the program of 100 MB apart from what it has allocated; its `smaps` does. */
  #sharedBytes(whole: number): number {
    const at = performance.now();
    const same = Math.abs(whole - this.#asked.whole) < remembered.bytes;
    if (same || at - this.#asked.at < remembered.ms) return this.#shared;
    this.#shared = sharedBytesIn(Deno.readTextFileSync(`/proc/${this.#pid}/smaps`));
    this.#asked = { at, whole };
    return this.#shared;
  }
}
