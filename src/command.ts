import { Command, Flags } from "@oclif/core";
import { type Exit, exitCodes, TentacularError } from "./errors.ts";
import type { Envelope } from "./output/envelope.ts";
import { type Progress, progressOn } from "./output/progress.ts";

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

  protected readonly progress: Progress = progressOn(process.stderr);
  private readonly startedAt = new Date();

  protected abstract execute(): Promise<Outcome<T>>;

  override async run(): Promise<void> {
    const outcome = await this.execute();
    const exit = outcome.exit ?? "ok";
    if (this.wantsJson()) {
      this.print(this.envelope(exit === "ok" ? "pass" : "fail", outcome.summary, outcome.hints ?? [], outcome.result));
    } else {
      process.stdout.write(`${(outcome.view?.() ?? outcome.summary).trimEnd()}\n`);
      for (const hint of outcome.hints ?? []) this.progress.line(`  hint: ${hint}`);
    }
    process.exitCode = exitCodes[exit].code;
  }

  protected override async catch(error: Error): Promise<void> {
    const known = error instanceof TentacularError;
    const exit: Exit = known ? error.exit : "internal";
    if (this.wantsJson()) {
      const { code, remedy, place, result } = known
        ? error
        : { code: "INTERNAL", remedy: "Please report this", place: undefined, result: undefined };
      this.print(
        this.envelope("fail", error.message, [remedy], {
          error: { code, message: error.message, remedy, place, result },
        }),
      );
    } else {
      this.progress.line(`Error: ${error.message}${known ? ` (${error.code})\n  Remedy: ${error.remedy}` : ""}`);
    }
    process.exitCode = exitCodes[exit].code;
  }

  private wantsJson(): boolean {
    const at = this.argv.findIndex((word) => word === "-o" || word === "--output");
    return (
      this.argv.includes("-ojson") || this.argv.includes("--output=json") || (at >= 0 && this.argv[at + 1] === "json")
    );
  }

  private envelope(status: Envelope["status"], summary: string, hints: string[], result: unknown): Envelope {
    const durationMs = Date.now() - this.startedAt.getTime();
    const timing = { startedAt: this.startedAt.toISOString(), durationMs };
    return { version: "1", command: this.id ?? "", status, summary, hints, timing, result };
  }

  private print(envelope: Envelope): void {
    process.stdout.write(`${JSON.stringify(envelope)}\n`);
  }
}
