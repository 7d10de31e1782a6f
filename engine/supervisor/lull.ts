import { after } from "../wire/after.ts";

const quietMs = 2000;
/** Less leaves little behind. */
const much = 100;

/** Notices when there was much to do and then is nothing for a while. */
export class Lull {
  readonly #onLull: () => void;
  #waiting = false;
  #last = 0;
  #count = 0;

  /** @param onLull called when nothing was noted for two seconds, after at least a hundred times */
  constructor(onLull: () => void) {
    this.#onLull = onLull;
  }

  /** There is something to do. */
  note(): void {
    this.#last = performance.now();
    this.#count++;
    if (!this.#waiting) this.#wait(quietMs);
  }

  #wait(ms: number): void {
    this.#waiting = true;
    after(ms, () => this.#look());
  }

  #look(): void {
    this.#waiting = false;
    const left = this.#last + quietMs - performance.now();
    if (left > 0) this.#wait(left);
    else if (this.#count >= much) this.#begin();
  }

  #begin(): void {
    this.#count = 0;
    this.#onLull();
  }
}
