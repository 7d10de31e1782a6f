import { TentacularError } from "../../src/errors.ts";
import { hostAndPort } from "../../src/workflow/addresses/host-and-port.ts";
import type { ImportMap } from "../wire/imports.ts";
import { addressesIn } from "./addresses-in.ts";
import { askModule, type ModuleAnswer } from "./ask-module.ts";
import { isCached } from "./is-cached.ts";

const firstPauseMs = 250;
const longestPauseMs = 5000;
const atATime = 6;

/** How modules are waited for. */
export type SupplyOptions = {
  /** `host:port` of the servers that modules may come from. */
  servers: readonly string[];
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
  /** What is waited for now, and why. */
  waiting: TentacularError | undefined;
  readonly #told = new Set<string>();

  constructor(options: SupplyOptions) {
    this.#options = options;
  }

  /** Whether `address` is at one of the servers. */
  serves(address: string): boolean {
    return /^https?:/i.test(address) && this.#options.servers.includes(hostAndPort(address));
  }

  /** The module of our servers that Deno says it could not load, if it says so. */
  missingIn(message: string): string | undefined {
    const forms = /Import '(https?:[^']+)' failed|(?:Module not found|not found in cache:) "(https?:[^"]+)"/;
    const [, failed, absent] = forms.exec(message) ?? [];
    const address = failed ?? absent;
    return address !== undefined && this.serves(address) ? address : undefined;
  }

  /**
   * Answers when all modules of the map can be had. What is in Deno's cache is not asked for.
   * @param from when the waiting began, in epoch milliseconds
   * @throws {TentacularError} `MODULES-UNREACHABLE` when the time is up, `MODULE-REFUSED` when there is no hope
   */
  async have(map: ImportMap, from: number, closing: AbortSignal): Promise<void> {
    await this.#haveAll(
      addressesIn(map).filter((address) => this.serves(address)),
      from,
      closing,
    );
  }

  /** As {@link have}, for one module that Deno could not load. */
  async haveOne(address: string, from: number, closing: AbortSignal): Promise<void> {
    await this.#await(address, from, closing).finally(() => this.#wait(undefined));
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
      if (answer.hopeless) throw refused(address, answer);
      const left = until - Date.now();
      if (left <= 0) throw unreachable(address, answer, this.#options.within);
      this.#wait(awaited(address, answer));
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

type Refusal = Extract<ModuleAnswer, { has: false }>;

const lookAtProxy = 'Look at the module proxy with "tntc cluster check"';

function awaited(address: string, { why }: Refusal): TentacularError {
  return new TentacularError(`Waiting for module "${address}": ${why}`, {
    code: "MODULES-AWAITED",
    remedy: `${lookAtProxy}; the engine goes on by itself when the module can be had`,
  });
}

function unreachable(address: string, { why }: Refusal, seconds: number): TentacularError {
  return new TentacularError(`Module "${address}" could not be had within ${seconds} s: ${why}`, {
    code: "MODULES-UNREACHABLE",
    exit: "preflight",
    remedy: /^5/.test(why) ? `${lookAtProxy}; it must reach its registry` : lookAtProxy,
  });
}

function refused(address: string, { why }: Refusal): TentacularError {
  return new TentacularError(`Module "${address}" is not served: ${why}`, {
    code: "MODULE-REFUSED",
    exit: "invalid",
    remedy:
      'Mend its name or version in contract.dependencies, lock anew with "tntc contract lock --update", and deploy again',
  });
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
