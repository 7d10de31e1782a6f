import { ownBytesIn } from "./own-bytes-in.ts";
import { sharedBytesIn } from "./shared-bytes-in.ts";

/** What a program shares hardly changes; asking costs milliseconds. */
const remembered = 1000;

/** The memory of one process that is its own. */
export class OwnMemory {
  readonly #pid: number;
  #shared = 0;
  #asked = Number.NEGATIVE_INFINITY;

  constructor(pid: number) {
    this.#pid = pid;
  }

  /** In bytes. Undefined when it cannot be told, as of a process that is gone. */
  bytes(): number | undefined {
    try {
      const status = Deno.readTextFileSync(`/proc/${this.#pid}/status`);
      const bytes = ownBytesIn(status);
      if (bytes === undefined || status.includes("\nRssAnon:")) return bytes;
      return Math.max(0, bytes - this.#sharedBytes());
    } catch {
      return undefined;
    }
  }

  /** gVisor's `status` does not tell the program of 100 MB apart from what it has allocated; its `smaps` does. */
  #sharedBytes(): number {
    if (performance.now() - this.#asked < remembered) return this.#shared;
    this.#shared = sharedBytesIn(Deno.readTextFileSync(`/proc/${this.#pid}/smaps`));
    this.#asked = performance.now();
    return this.#shared;
  }
}
