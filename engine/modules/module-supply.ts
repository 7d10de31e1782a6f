import type { TentacularError } from "../../src/errors.ts";
import { hostAndPort } from "../../src/workflow/addresses/host-and-port.ts";
import type { ImportMap } from "../wire/imports.ts";
import { addressesIn } from "./addresses-in.ts";
import { askModule } from "./ask-module.ts";
import { isCached } from "./is-cached.ts";
import type { Lacking } from "./lacking-in.ts";
import type { ModuleSources } from "./module-sources.ts";
import { type SupplyErrors, supplyErrors } from "./supply-errors.ts";

const firstPauseMs = 250;
const longestPauseMs = 5000;
const atATime = 6;

/** How modules are waited for. */
export type SupplyOptions = {
  sources: ModuleSources;
  /** Seconds. */
  within: number;
  /** Told of each reason to wait, once. */
  onWait: (why: TentacularError) => void;
};

/**
 * Sees to it that the modules which the import map names can be had before Deno asks for them: an import that has
 * failed once fails for as long as the process lives, has no timeout, and does not say what the server said.
 */
export class ModuleSupply {
  readonly #options: SupplyOptions;
  readonly #errors: SupplyErrors;
  /** What is waited for now, and why. */
  waiting: TentacularError | undefined;
  readonly #told = new Set<string>();

  constructor(options: SupplyOptions) {
    this.#options = options;
    this.#errors = supplyErrors(options);
  }

  /** Seconds that modules are waited for. */
  get within(): number {
    return this.#options.within;
  }

  /** Whether `address` is at one of the servers. */
  #serves(address: string): boolean {
    return /^https?:/i.test(address) && this.#options.sources.servers.includes(hostAndPort(address));
  }

  /**
   * Answers when all modules of the map can be had. What is in Deno's cache is not asked for.
   * @param from when the waiting began, in epoch milliseconds
   * @throws {TentacularError} `MODULES-UNREACHABLE` when the time is up, `MODULE-REFUSED` when there is no hope
   */
  async have(map: ImportMap, from: number, closing: AbortSignal): Promise<void> {
    await this.#haveAll(
      addressesIn(map).filter((address) => this.#serves(address)),
      from,
      closing,
    );
  }

  /** As {@link have}, for what Deno could not have. */
  async haveOne({ address, refusal }: Lacking, from: number, closing: AbortSignal): Promise<void> {
    if (refusal !== undefined) throw this.#errors.refused(address, refusal);
    await this.#await(address, from, closing).finally(() => this.#wait(undefined));
  }

  /** Why fetching has taken all the time there is: the first server that does not answer, if there is one. */
  async lateness(closing: AbortSignal): Promise<TentacularError> {
    const { servers, npmRegistry } = this.#options.sources;
    for (const url of [...servers.map((server) => `http://${server}/`), ...(npmRegistry ? [npmRegistry] : [])]) {
      const answer = await askModule(url, closing);
      if (!answer.has && !answer.hopeless) return this.#errors.unreachable(url, answer.why);
    }
    return this.#errors.late();
  }

  async #haveAll(addresses: string[], from: number, closing: AbortSignal): Promise<void> {
    const left = [...addresses];
    const ended = new AbortController();
    const either = AbortSignal.any([closing, ended.signal]);
    const work = async () => {
      for (let address = left.shift(); address !== undefined; address = left.shift()) {
        if (!(await isCached(address))) await this.#await(address, from, either);
      }
    };
    try {
      await Promise.all(Array.from({ length: atATime }, work));
    } finally {
      ended.abort();
      this.#wait(undefined);
    }
  }

  async #await(address: string, from: number, closing: AbortSignal): Promise<void> {
    const until = from + this.#options.within * 1000;
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      const answer = await askModule(address, closing);
      if (answer.has) return;
      closing.throwIfAborted();
      // A registry may refuse us and not Deno, which has the credentials: it is there, and that is all we need to know.
      if (answer.hopeless && !this.#serves(address)) return;
      if (answer.hopeless) throw this.#errors.refused(address, answer.why);
      const left = until - Date.now();
      if (left <= 0) throw this.#errors.unreachable(address, answer.why);
      this.#wait(this.#errors.awaited(address, answer.why));
      // Many pods may wait for one server: they are not to come back all at once.
      await pause(Math.min(left, pauseMs * (0.5 + Math.random() / 2)), closing);
    }
  }

  #wait(why: TentacularError | undefined): void {
    this.waiting = why;
    if (why === undefined || this.#told.has(why.message)) return;
    this.#told.add(why.message);
    this.#options.onWait(why);
  }
}

function pause(ms: number, closing: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      closing.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    closing.addEventListener("abort", end);
  });
}
