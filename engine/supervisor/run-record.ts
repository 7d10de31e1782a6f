import type { LoadRequest } from "../wire/load-request.ts";
import type { RunDetails } from "../wire/run-details.ts";

/** What starts a run, whoever asks. Each kind of trigger is an adapter that makes one of these. */
export type RunRequest = {
  id: string;
  trigger: string;
  /** JSON text; empty means `{}`. */
  input: string;
};

/** How a run ended. `result` is the ExecutionResult as JSON text. */
export type RunEnd = { success: boolean; result: string; details?: RunDetails };

/** One run as the supervisor knows it. */
export class RunRecord {
  readonly id: string;
  readonly trigger: string;
  readonly input: string;
  readonly createdAt = Date.now();
  /** Number in the runner that has it; runs are begun in this order. */
  number = 0;
  startedAt: number | undefined;
  completedAt: number | undefined;
  /** What it ran with. */
  request: LoadRequest | undefined;
  end: RunEnd | undefined;
  #finished: Promise<RunEnd> | undefined;
  #settle: ((end: RunEnd) => void) | undefined;

  constructor({ id, trigger, input }: RunRequest) {
    this.id = id;
    this.trigger = trigger;
    this.input = input;
  }

  get state(): "queued" | "running" | "finished" {
    if (this.end) return "finished";
    return this.startedAt === undefined ? "queued" : "running";
  }

  /** How long it took by its own result; undefined while it has none. */
  get durationMs(): number | undefined {
    const { end, completedAt, startedAt, createdAt } = this;
    return end?.details?.durationMs ?? (completedAt && completedAt - (startedAt ?? createdAt));
  }

  /** Answers when the run has its one result. */
  get finished(): Promise<RunEnd> {
    if (this.end) return Promise.resolve(this.end);
    this.#finished ??= new Promise((resolve) => {
      this.#settle = resolve;
    });
    return this.#finished;
  }

  /** Bytes that keeping this run costs, about. */
  get size(): number {
    return 512 + this.input.length + (this.end?.result.length ?? 0);
  }

  /** Gives the run its result; a second one is ignored. */
  finish(end: RunEnd): boolean {
    if (this.end) return false;
    this.completedAt = Date.now();
    this.end = end;
    this.#settle?.(end);
    this.#settle = undefined;
    this.#finished = undefined;
    return true;
  }
}
