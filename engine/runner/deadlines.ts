import { after } from "../wire/after.ts";
import { native } from "./native.ts";

/** What has a deadline: an attempt. `startedAt` is in epoch milliseconds. */
type Timed = { readonly startedAt: number; timeOut(timeoutMs: number): void };

/**
 * Ends attempts whose time is up. All have the same time, so the order of their start is the order of their ends:
 * one timer, for the oldest, serves them all.
 */
export class Deadlines {
  readonly #timeoutMs: number;
  readonly #running = new Set<Timed>();
  #armed = false;

  /** @param timeoutMs time of each attempt */
  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  add(attempt: Timed): void {
    this.#running.add(attempt);
    if (!this.#armed) this.#arm(this.#timeoutMs);
  }

  remove(attempt: Timed): void {
    this.#running.delete(attempt);
  }

  #arm(delay: number): void {
    this.#armed = true;
    after(delay, () => this.#expire());
  }

  #expire(): void {
    this.#armed = false;
    const now = native.now();
    for (const attempt of this.#running) {
      const left = attempt.startedAt + this.#timeoutMs - now;
      if (left > 0) {
        this.#arm(left);
        return;
      }
      this.#running.delete(attempt);
      attempt.timeOut(this.#timeoutMs);
    }
  }
}
