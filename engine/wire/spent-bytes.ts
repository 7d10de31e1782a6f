import { collectGarbage } from "./collect-garbage.ts";

const much = 16 * 1024 * 1024;

/**
 * Counts the bytes of requests and results that have come and gone. Each leaves several times as many behind, and V8, which
 * knows the memory of the machine but not the limit of the container, would let it all lie until the kernel ends the pod.
 */
export class SpentBytes {
  #bytes = 0;

  /** So many are not needed any more; after every 16 MiB the garbage is collected. */
  add(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes < much) return;
    this.#bytes = 0;
    collectGarbage("regular");
  }
}
