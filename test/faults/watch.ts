import { setTimeout as sleep } from "node:timers/promises";
import type { ServedWorkflow } from "../deploy/served-workflow.ts";

const everyMs = 250;

/** Asks a workflow for its health all the time, until it is stopped. */
export class Watch {
  asked = 0;
  slowestMs = 0;
  /** Answers that were not "ok", and questions without an answer. */
  readonly failures: string[] = [];
  readonly #served: ServedWorkflow;
  readonly #going: Promise<void>;
  #stopped = false;

  constructor(served: ServedWorkflow) {
    this.#served = served;
    this.#going = this.#watch();
  }

  async stop(): Promise<this> {
    this.#stopped = true;
    await this.#going;
    return this;
  }

  async #watch(): Promise<void> {
    while (!this.#stopped) {
      await Promise.all([this.#ask(), sleep(everyMs)]);
    }
  }

  async #ask(): Promise<void> {
    const askedAt = Date.now();
    const answer = await this.#served.ask("/health").then(JSON.stringify, String);
    this.asked++;
    this.slowestMs = Math.max(this.slowestMs, Date.now() - askedAt);
    if (answer !== '{"status":200,"body":{"status":"ok"}}') this.failures.push(answer);
  }
}
