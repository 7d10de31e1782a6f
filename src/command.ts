import { getEventListeners } from "node:events";
import { Command } from "@oclif/core/command";
import * as Flags from "@oclif/core/flags";
import type { Input, ParserOutput } from "@oclif/core/parser";
import { interrupted } from "./cli/interrupted.ts";
import { printNow } from "./cli/print-now.ts";
import { refuseValues } from "./cli/refuse-values.ts";
import { usageError } from "./cli/usage-error.ts";
import { wantsDebug, wantsJson } from "./cli/wants.ts";
import { type Exit, exitCodes, TentacularError } from "./errors.ts";
import type { Envelope } from "./output/envelope.ts";
import { type Progress, progressOn } from "./output/progress.ts";
import { reportError } from "./output/report-error.ts";

/** How long an interrupted command may take to leave things in order. */
const settleMs = 10_000;

/** What a command hands back: data for machines, a view of it for people. */
export type Outcome<T> = {
  /** One sentence: what happened. */
  summary: string;
  /** The data of `-o json`. */
  result: T;
  /** What people see on stdout. @default the summary */
  view?: () => string;
  hints?: string[];
  /** Anything but "ok" makes the status "fail". @default "ok" */
  exit?: Exit;
};

/**
 * The frame of every command: flags in, {@link Outcome} out. stdout is data, stderr is progress,
 * and the exit code is one of {@link exitCodes}. A command parses, calls one service and returns.
 */
export abstract class TentacularCommand<T> extends Command {
  static override baseFlags = {
    output: Flags.option({
      char: "o",
      options: ["text", "json"] as const,
      default: "text",
      description: "Text for people, JSON for programs",
      helpGroup: "GLOBAL",
    })(),
    debug: Flags.boolean({
      description: "Say more on stderr, and show stacks",
      helpGroup: "GLOBAL",
      env: "HELM_DEBUG",
    }),
  };

  private said: Progress | undefined;
  private readonly startedAt = new Date();
  private readonly interruption = new AbortController();

  /** Aborted by SIGINT and SIGTERM. Who listens has 10 s to leave things in order; else the process ends at once. */
  protected get interrupted(): AbortSignal {
    return this.interruption.signal;
  }

  /** Made when there is something to say, for a stream is slow to load. */
  protected get progress(): Progress {
    this.said ??= progressOn(process.stderr, { debug: this.wantsDebug() });
    return this.said;
  }

  protected abstract execute(): Promise<Outcome<T>>;

  /** Nothing here is deprecated, and no hook waits for it. */
  protected override async init(): Promise<void> {}

  override async run(): Promise<void> {
    for (const signal of ["SIGINT", "SIGTERM"] as const) this.listen(signal);
    const outcome = await this.execute();
    const exit = outcome.exit ?? "ok";
    this.said?.end();
    if (this.wantsJson()) this.printEnvelope(outcome, exit);
    else this.printText(outcome);
    process.exitCode = exitCodes[exit].code;
  }

  /** Parses the command line; what is wrong with it is a usage error. Standard input is the command's own. */
  protected override async parse<
    F extends { [flag: string]: unknown },
    B extends { [flag: string]: unknown },
    A extends { [arg: string]: unknown },
  >(options?: Input<F, B, A>, argv = this.argv): Promise<ParserOutput<F, B, A>> {
    for (const arg of Object.values(this.ctor.args)) arg.ignoreStdin = true;
    refuseValues(argv, { ...this.ctor.baseFlags, ...this.ctor.flags });
    try {
      return await super.parse<F, B, A>(options, argv);
    } catch (error) {
      if (!(error instanceof Error) || !("oclif" in error)) throw error;
      throw usageError(error, {
        command: this.words(),
        flags: Object.keys({ ...this.ctor.baseFlags, ...this.ctor.flags }),
      });
    }
  }

  protected override async catch(error: Error): Promise<void> {
    this.said?.end();
    const wasInterrupted = this.interrupted.aborted && !(error instanceof TentacularError);
    this.report(wasInterrupted ? this.interrupted.reason : error);
  }

  /** Takes over from the program's start. A moment without a listener would lose the signal that came meanwhile. */
  private listen(signal: NodeJS.Signals): void {
    const mine = () => this.interrupt();
    process.on(signal, mine);
    for (const each of process.listeners(signal)) if (each !== mine) process.off(signal, each);
  }

  private interrupt(): void {
    const first = !this.interrupted.aborted;
    const heard = getEventListeners(this.interrupted, "abort").length > 0;
    const error = interrupted();
    this.interruption.abort(error);
    if (first && heard) setTimeout(() => this.leave(error), settleMs).unref();
    else this.leave(error);
  }

  private leave(error: TentacularError): void {
    this.said?.end();
    this.report(error);
    process.exit();
  }

  private report(error: unknown): void {
    const { startedAt } = this;
    reportError(error, { command: this.words(), json: this.wantsJson(), debug: this.wantsDebug(), startedAt });
  }

  private printText(outcome: Outcome<T>): void {
    const text = (outcome.view?.() ?? outcome.summary).trimEnd();
    if (text !== "") printNow(`${text}\n`);
    for (const hint of outcome.hints ?? []) this.progress.line(`  hint: ${hint}`);
  }

  private printEnvelope({ summary, hints = [], result }: Outcome<T>, exit: Exit): void {
    const durationMs = Date.now() - this.startedAt.getTime();
    const timing = { startedAt: this.startedAt.toISOString(), durationMs };
    const status = exit === "ok" ? "pass" : "fail";
    const envelope: Envelope = { version: "1", command: this.words(), status, summary, hints, timing, result };
    printNow(`${JSON.stringify(envelope)}\n`);
  }

  private words(): string {
    return (this.id ?? "").replaceAll(":", " ");
  }

  private wantsJson(): boolean {
    return wantsJson(this.argv);
  }

  private wantsDebug(): boolean {
    return wantsDebug(this.argv);
  }
}
