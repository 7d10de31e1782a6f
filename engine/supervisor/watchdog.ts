import { after } from "../wire/after.ts";
import type { Mark } from "../wire/mark.ts";
import { OwnMemory } from "./own-memory.ts";

const busyTickMs = 25;
const idleTickMs = 1000;
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
  #fast = false;
  #askedAt: number | undefined;
  #stopped = false;
  /** Bytes, as last seen. */
  resident = 0;

  constructor(watched: Watched) {
    this.#watched = watched;
    this.#memory = new OwnMemory(watched.pid);
    this.#arm(false);
  }

  /** A run was given to the runner: look closely from now on. */
  wake(): void {
    if (!this.#fast) this.#arm(true);
  }

  /** The runner has answered. */
  heard(): void {
    this.#askedAt = undefined;
  }

  stop(): void {
    this.#stopped = true;
    this.#disarm();
  }

  #arm(fast: boolean): void {
    if (this.#stopped) return;
    this.#fast = fast;
    this.#disarm();
    this.#disarm = after(fast ? busyTickMs : idleTickMs, () => this.#tick());
  }

  #tick(): void {
    this.resident = this.#memory.bytes() ?? 0;
    const why = this.#complaint();
    if (why === undefined) this.#arm(this.#watched.busy() || this.#askedAt !== undefined);
    else this.#condemn(why);
  }

  #complaint(): "hang" | "memory" | undefined {
    if (this.#isFull()) return "memory";
    const now = Date.now();
    if (this.#askedAt === undefined) {
      this.#askedAt = now;
      this.#watched.ping();
      return undefined;
    }
    const late = now - this.#askedAt > graceMs && now > this.#deadline(this.#askedAt) + graceMs;
    return late ? "hang" : undefined;
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
