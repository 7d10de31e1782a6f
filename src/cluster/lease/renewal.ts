import type { TentacularError } from "../../errors.ts";
import { type LeaseObject, leaseSeconds } from "./lease-object.ts";

const everyMs = 5000;

/** Keeps a lease renewed, one renewal at a time: two in flight would each refuse the other. */
export class Renewal {
  readonly #held: LeaseObject;
  readonly #lost = new AbortController();
  readonly #loss: TentacularError;
  readonly #timer: NodeJS.Timeout;
  /** When the last renewal that succeeded was sent, by the wall clock: it goes on while a laptop sleeps. */
  #renewedAt = Date.now();
  #last: Promise<void> | undefined;

  constructor(held: LeaseObject, loss: TentacularError) {
    this.#held = held;
    this.#loss = loss;
    this.#timer = setInterval(() => void this.#renew(), everyMs);
    this.#timer.unref();
  }

  /** Aborts when somebody else holds the lease. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Throws the loss. An answer that has grown old proves nothing: then the lease is renewed before the next step. */
  async assertHeld(): Promise<void> {
    if (!this.#isFresh()) await this.#last;
    if (!this.#isFresh()) await this.#renew();
    if (!this.#isFresh()) this.#lost.abort(this.#loss);
    this.lost.throwIfAborted();
  }

  /** Ends the renewals, the one in flight too. */
  async end(): Promise<void> {
    clearInterval(this.#timer);
    await this.#last;
  }

  #isFresh(): boolean {
    return Date.now() - this.#renewedAt < leaseSeconds * 1000;
  }

  #renew(): Promise<void> {
    this.#last ??= this.#renewOnce().finally(() => {
      this.#last = undefined;
    });
    return this.#last;
  }

  async #renewOnce(): Promise<void> {
    const sentAt = Date.now();
    const end = await this.#held.renew();
    if (end === "renewed") this.#renewedAt = sentAt;
    if (end === "lost") this.#lost.abort(this.#loss);
  }
}
