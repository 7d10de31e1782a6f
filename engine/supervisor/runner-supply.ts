import type { RunnerOptions } from "./runner-command.ts";
import { RunnerProcess } from "./runner-process.ts";
import type { RunnerRights } from "./runner-rights.ts";

/** What all runners of an engine have in common. `closing` ends those that are being started. */
export type SupplyOptions = Pick<RunnerOptions, "sources" | "heap"> & { closing: AbortSignal };

/** Starts runners; one of them before it is needed, since a start takes longer than all else of a load. */
export class RunnerSupply {
  readonly #options: SupplyOptions;
  readonly #starts = new Set<Promise<RunnerProcess>>();
  #spare: { rights: string; process: Promise<RunnerProcess> } | undefined;

  constructor(options: SupplyOptions) {
    this.#options = options;
  }

  /** Starts a runner that will be wanted soon, unless there is one. */
  prepare(rights: RunnerRights): void {
    if (this.#spare) return;
    const process = this.#start(rights);
    process.catch(() => {});
    this.#spare = { rights: JSON.stringify(rights), process };
  }

  /** A runner with exactly these rights: the prepared one if it has them. */
  async take(rights: RunnerRights): Promise<RunnerProcess> {
    const spare = this.#spare;
    this.#spare = undefined;
    if (spare === undefined) return await this.#start(rights);
    if (spare.rights === JSON.stringify(rights)) return await spare.process.catch(() => this.#start(rights));
    void spare.process.then(
      (process) => process.kill(),
      () => {},
    );
    return await this.#start(rights);
  }

  /** Answers when the runners that were being started have left nothing behind. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#starts);
  }

  #start(rights: RunnerRights): Promise<RunnerProcess> {
    const { sources, heap, closing } = this.#options;
    const start = RunnerProcess.start({ ...rights, sources, heap }, closing);
    this.#starts.add(start);
    const over = () => this.#starts.delete(start);
    start.then(over, over);
    return start;
  }
}
