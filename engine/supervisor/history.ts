import type { RunRecord } from "./run-record.ts";

/** The runs that are remembered: the newest `count` that have ended, within `bytes`, and all that have not. */
export class History {
  readonly #count: number;
  readonly #bytes: number;
  readonly #runs = new Map<string, RunRecord>();
  /** In their order; what was dropped has left its place empty, or it would be held until the list is cut. */
  #ended: (RunRecord | undefined)[] = [];
  #oldest = 0;
  #size = 0;

  constructor(limits: { count: number; bytes: number }) {
    this.#count = limits.count;
    this.#bytes = limits.bytes;
  }

  get(id: string): RunRecord | undefined {
    return this.#runs.get(id);
  }

  /** Newest first. */
  list(): RunRecord[] {
    return [...this.#runs.values()].reverse();
  }

  add(run: RunRecord): void {
    this.#runs.set(run.id, run);
  }

  /** The run has ended: it counts from now on, and the oldest may have to go. The newest one always stays. */
  settle(run: RunRecord): void {
    this.#ended.push(run);
    this.#size += run.size;
    while (this.#ended.length - this.#oldest > 1 && this.#overfull) this.#dropOldest();
    if (this.#oldest > 1024) {
      this.#ended = this.#ended.slice(this.#oldest);
      this.#oldest = 0;
    }
  }

  get #overfull(): boolean {
    return this.#ended.length - this.#oldest > this.#count || this.#size > this.#bytes;
  }

  #dropOldest(): void {
    const run = this.#ended[this.#oldest];
    this.#ended[this.#oldest++] = undefined;
    if (run === undefined) return;
    this.#size -= run.size;
    this.#runs.delete(run.id);
  }
}
