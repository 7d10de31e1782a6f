import type { Attempt } from "../runner/attempt.ts";
import { after } from "../wire/after.ts";

/** The time of one test, however many attempts it takes: when it is up, the nodes at work are told so by name. */
export class CaseTime {
  readonly #ms: number;
  readonly #attempts: Attempt[] = [];
  readonly #disarm: () => void;
  #up = false;

  constructor(ms: number) {
    this.#ms = ms;
    this.#disarm = after(ms, () => this.#end());
  }

  add(attempt: Attempt): void {
    if (this.#up) attempt.timeOut(this.#ms);
    else this.#attempts.push(attempt);
  }

  stop(): void {
    this.#disarm();
  }

  #end(): void {
    this.#up = true;
    for (const attempt of this.#attempts) if (!attempt.settled) attempt.timeOut(this.#ms);
  }
}
