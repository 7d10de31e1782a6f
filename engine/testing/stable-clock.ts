const RealDate = Date;

/** The clock that node code sees: it stands still, and moves only by the timers that are waited for. */
export class StableClock {
  #now = 0;

  /** Replaces `Date` and the timers for good; {@link set} says where the clock stands. */
  install(): void {
    const now = () => this.#now;
    class StableDate extends RealDate {
      constructor(...parts: [] | [value: number | string | Date]) {
        super(...((parts.length === 0 ? [now()] : parts) as [number]));
      }

      static override now(): number {
        return now();
      }
    }
    Object.assign(globalThis, { Date: StableDate, setTimeout: this.#moving(globalThis.setTimeout) });
  }

  set(iso: string): void {
    this.#now = RealDate.parse(iso);
  }

  #moving(setTimeout: (callback: () => void, ms?: number, ...more: []) => unknown): typeof setTimeout {
    return (callback, ms = 0, ...more) => {
      const due = this.#now + ms;
      const moved = (...args: []) => {
        this.#now = Math.max(this.#now, due);
        callback(...args);
      };
      return setTimeout(moved, ms, ...more);
    };
  }
}
