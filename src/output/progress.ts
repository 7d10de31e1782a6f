import { type Paint, paintFor } from "./paint.ts";

/** What is being done, said on stderr: lines in a pipe, one live line on a terminal. */
export type Progress = {
  /** A thing that has begun. On a terminal it stays live until the next call. */
  step(text: string): void;
  /** A thing that is finished: `✓ text`. */
  done(text: string): void;
  /** What did not succeed: `✗ text`. */
  fail(text: string): void;
  /** Something to know, not an error: `⚠ text`. */
  warn(text: string): void;
  /** A plain line, e.g. a log line of a pod. */
  line(text: string): void;
  /** What is done beneath, e.g. a command that is run; only shown with `--debug`. */
  debug(text: string): void;
  /** Ends the live line, if there is one. */
  end(): void;
};

/** Where progress goes, and how much of it. */
export type ProgressOptions = {
  /** Show {@link Progress.debug} too. @default false */
  debug?: boolean;
  env?: NodeJS.ProcessEnv;
};

/** What progress needs of a stream; stderr, as a rule. */
export type ProgressStream = { isTTY?: boolean; columns?: number; write(text: string): unknown };

/** Progress for people: written to `stream`; colour and a live line only on a terminal. */
export function progressOn(stream: ProgressStream, options: ProgressOptions = {}): Progress {
  const env = options.env ?? process.env;
  const paint = paintFor(stream, env);
  const live = stream.isTTY === true && env["TERM"] !== "dumb" ? liveLine(stream, paint) : undefined;
  const write = (text: string) => {
    live?.clear();
    stream.write(`${text}\n`);
  };
  return {
    step: (text) => (live ? live.show(text) : write(`  ${text}`)),
    done: (text) => write(`  ${paint.green("✓")} ${text}`),
    fail: (text) => write(`  ${paint.red("✗")} ${text}`),
    warn: (text) => write(`  ${paint.yellow("⚠")} ${text}`),
    line: write,
    debug: (text) => options.debug && write(paint.dim(`  · ${text}`)),
    end: () => live?.clear(),
  };
}

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const frameMs = 100;
const eraseLine = "\r\u001b[2K";

function liveLine(stream: ProgressStream, paint: Paint) {
  let timer: NodeJS.Timeout | undefined;
  let text = "";
  let at = 0;
  const draw = () => {
    const frame = frames[at++ % frames.length] ?? "";
    stream.write(`${eraseLine}  ${paint.cyan(frame)} ${text.slice(0, (stream.columns || 80) - 5)}`);
  };
  return {
    show(next: string) {
      text = next;
      draw();
      // A live line must not keep the process alive.
      timer ??= setInterval(draw, frameMs).unref();
    },
    clear() {
      if (timer) stream.write(eraseLine);
      clearInterval(timer);
      timer = undefined;
    },
  };
}
