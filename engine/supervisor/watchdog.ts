import { after } from "../wire/after.ts";
import type { Mark } from "../wire/mark.ts";
import { OwnMemory } from "./own-memory.ts";

/** How often to look at a runner's memory, and to ask whether its loop turns: under gVisor either costs a millisecond. */
const busy = { lookMs: 25, askMs: 200 };
/** When nothing has run for a while. Code that a run has left behind says so before it goes on, which wakes us. */
const idle = { lookMs: 250, askMs: 1000 };
const calmAfterMs = 2000;
/** Memory that has grown by so much since the last look: the next has to come before the kernel's limit does. */
const growth = { bytes: 8 * 1024 * 1024, lookMs: 5 };
const graceMs = 300;
/** For a runner that has no run to answer for: on a machine that is short of time it may only not have been let. */
const idlePatienceMs = 10_000;

/** Bytes for the supervisor beside the runner at its bound; together they stay below the limit of the container. */
const beside = 64 * 1024 * 1024;

/** What the watchdog sees of a runner. */
export type Watched = {
  readonly pid: number;
  readonly timeoutMs: number;
  /** Bytes of its own that the runner may hold. */
  readonly memory: number;
  busy(): boolean;
  ping(): void;
  mark(): Mark | undefined;
  condemn(why: "hang" | "memory"): void;
};

/**
 * Looks after one runner: asks whether its event loop turns, and how much memory it holds. A loop that is blocked
 * beyond the time of the attempt that blocks it, or memory beyond the bound, is the end of the runner.
 */
export class Watchdog {
  readonly #watched: Watched;
  readonly #memory: OwnMemory;
  readonly #supervisors = new OwnMemory(Deno.pid);
  #disarm = () => {};
  #pace = idle;
  #heardAt = Number.NEGATIVE_INFINITY;
  #busyAt = Number.NEGATIVE_INFINITY;
  #askedAt: number | undefined;
  #stopped = false;
  /** Bytes, as last seen. */
  resident = 0;

  constructor(watched: Watched) {
    this.#watched = watched;
    this.#memory = new OwnMemory(watched.pid);
    this.#arm(idle);
  }

  /** A run was given to the runner, or code goes on whose run has ended: look closely from now on. */
  wake(): void {
    this.#busyAt = performance.now();
    if (this.#pace !== busy) this.#arm(busy);
  }

  /** The runner has answered. */
  heard(): void {
    this.#askedAt = undefined;
    this.#heardAt = performance.now();
  }

  stop(): void {
    this.#stopped = true;
    this.#disarm();
  }

  #arm(pace: typeof busy, lookMs = pace.lookMs): void {
    if (this.#stopped) return;
    this.#pace = pace;
    this.#disarm();
    this.#disarm = after(lookMs, () => this.#tick());
  }

  #tick(): void {
    const before = this.resident;
    this.resident = this.#memory.bytes() ?? 0;
    const why = this.#complaint();
    if (why !== undefined) this.#condemn(why);
    else if (this.resident - before > growth.bytes) this.#arm(busy, growth.lookMs);
    else this.#arm(this.#isCalm(performance.now()) ? idle : busy);
  }

  #isCalm(now: number): boolean {
    if (this.#watched.busy()) this.#busyAt = now;
    return now - this.#busyAt >= calmAfterMs;
  }

  #complaint(): "hang" | "memory" | undefined {
    if (this.#isFull()) return "memory";
    if (this.#askedAt !== undefined) return this.#isLate(this.#askedAt, Date.now()) ? "hang" : undefined;
    if (performance.now() - this.#heardAt >= this.#pace.askMs) this.#ask();
    return undefined;
  }

  #ask(): void {
    this.#askedAt = Date.now();
    this.#watched.ping();
  }

  #isLate(askedAt: number, now: number): boolean {
    return now - askedAt > graceMs && now > this.#deadline(askedAt) + graceMs;
  }

  /** Results that wait to be fetched are held by the supervisor, but it is the runner that makes more of them. */
  #isFull(): boolean {
    const { memory } = this.#watched;
    return this.resident > memory || this.resident + (this.#supervisors.bytes() ?? 0) > memory + beside;
  }

  /** When the code that blocks the loop has used up its time. */
  #deadline(askedAt: number): number {
    const { timeoutMs } = this.#watched;
    if (!this.#watched.busy()) return askedAt + Math.max(timeoutMs, idlePatienceMs);
    return (this.#watched.mark()?.startedAt || askedAt) + timeoutMs;
  }

  #condemn(why: "hang" | "memory"): void {
    this.stop();
    this.#watched.condemn(why);
  }
}
