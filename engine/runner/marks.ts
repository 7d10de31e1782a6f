import { markSize, markSlots } from "../wire/mark.ts";
import type { Attempt } from "./attempt.ts";

/**
 * Says whose code is entered, by one synchronous write into a file that the supervisor holds open as well:
 * a frame would never leave if that code then loops for ever. Marks follow each other in the file, each with its
 * number, so that the way back to its beginning is paid once for many.
 */
export class Marks {
  readonly #file: Deno.FsFile;
  readonly #bytes = new Uint8Array(markSize);
  readonly #view = new DataView(this.#bytes.buffer);
  #last: Attempt | undefined;
  #newestRun = 0;
  #written = 0;

  constructor(file: Deno.FsFile) {
    this.#file = file;
  }

  enter(attempt: Attempt): void {
    if (attempt === this.#last) return;
    this.#last = attempt;
    this.#view.setUint32(0, attempt.run.number);
    this.#view.setUint32(4, attempt.node.index);
    this.#view.setUint32(8, attempt.number);
    this.#newestRun = Math.max(this.#newestRun, attempt.run.number);
    this.#view.setUint32(12, this.#newestRun);
    this.#view.setFloat64(16, attempt.startedAt);
    this.#view.setFloat64(24, ++this.#written);
    this.#file.writeSync(this.#bytes);
    if (this.#written % markSlots === 0) this.#file.seekSync(0, Deno.SeekMode.Start);
  }
}
