import type { ContextSource } from "../context/context-source.ts";
import type { Context, Logger } from "../mod.ts";
import type { LoadedDependency, LoadRequest, Secrets } from "../wire/load-request.ts";
import type { Level, LogHead } from "../wire/log-head.ts";
import { asyncValue } from "./async-value.ts";
import type { Deadlines } from "./deadlines.ts";
import type { LoadedFunction } from "./load-nodes.ts";
import { native } from "./native.ts";
import type { Run } from "./run.ts";
import { textOf } from "./text-of.ts";

/** What attempts share. The runner and the tests of a workflow each bring their own. */
export type Workplace = {
  readonly request: LoadRequest;
  readonly deadlines: Deadlines;
  /** Codes of failures after which a node is not tried again. */
  readonly final: ReadonlySet<string>;
  /** Says, at once, whose code is entered next. */
  enter(attempt: Attempt): void;
  contextOf(attempt: Attempt): Context;
  log(head: LogHead, text: string): void;
};

const current = await asyncValue<Attempt>();

/** One try of one node in one run. */
export class Attempt implements ContextSource {
  readonly run: Run;
  readonly node: LoadedFunction;
  readonly number: number;
  readonly startedAt = native.now();
  settled = false;
  readonly #workplace: Workplace;
  #controller: AbortController | undefined;
  #ended: { reason: Error } | undefined;
  #reject: ((reason: Error) => void) | undefined;

  constructor(workplace: Workplace, of: { run: Run; node: LoadedFunction; number: number }) {
    this.#workplace = workplace;
    this.run = of.run;
    this.node = of.node;
    this.number = of.number;
  }

  /** Whose code is running: follows the attempt over every `await`. */
  static get current(): Attempt | undefined {
    return current.get();
  }

  /** Calls the node and settles as it does, or when {@link end} is called before. */
  async perform(input: unknown): Promise<unknown> {
    const { deadlines, enter, contextOf } = this.#workplace;
    deadlines.add(this);
    enter(this);
    try {
      return await new Promise((resolve, reject) => {
        this.#reject = reject;
        const output = current.run(this, () => this.node.call(contextOf(this), input));
        // Listened to in any case: when the attempt was ended before, what the node still throws is no news.
        Promise.resolve(output).then(resolve, reject);
      });
    } finally {
      deadlines.remove(this);
      this.settled = true;
    }
  }

  /** Whether it was ended from outside. */
  get ended(): boolean {
    return this.#ended !== undefined;
  }

  timeOut(timeoutMs: number): void {
    const message = `Node "${this.node.name}" timed out after ${timeoutMs}ms`;
    this.end(Object.assign(new Error(message), { name: "TimeoutError" }));
  }

  /** Fails the attempt from outside and aborts what it waits for. */
  end(reason: Error): void {
    this.#ended = { reason };
    this.#controller?.abort(reason);
    this.#reject?.(reason);
  }

  /** The code of this attempt goes on after a wait. */
  resume(): void {
    this.#workplace.enter(this);
  }

  /** The workflow's folder. */
  get dir(): string {
    return this.#workplace.request.dir;
  }

  get nodeId(): string {
    return this.node.name;
  }

  get runId(): string {
    return this.run.id;
  }

  get config(): Record<string, unknown> {
    return this.run.config;
  }

  get secrets(): Secrets {
    return this.run.secrets;
  }

  get dependencies(): Record<string, LoadedDependency> | undefined {
    return this.#workplace.request.dependencies;
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#ended) this.#controller.abort(this.#ended.reason);
    return this.#controller.signal;
  }

  get log(): Logger {
    const at =
      (level: Level) =>
      (...words: unknown[]) =>
        this.say(level, textOf(words));
    return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
  }

  /** One line in the log, with the ids of run and node. */
  say(level: Level, text: string, at?: string): void {
    this.#workplace.log({ level, runId: this.run.id, node: this.node.name, ...(at && { at }) }, text);
  }

  fetch(url: URL, init?: RequestInit): Promise<Response> {
    const signal = init?.signal ? AbortSignal.any([init.signal, this.signal]) : this.signal;
    return globalThis.fetch(url, { ...init, signal });
  }
}
