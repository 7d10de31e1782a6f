/** What is being done, said on stderr: lines in a pipe, one live line on a terminal. */
export type Progress = {
  /** A thing that has begun. On a terminal it stays live until the next call. */
  step(text: string): void;
  /** A thing that is finished: `✓ text`. */
  done(text: string): void;
  /** Something to know, not an error: `⚠ text`. */
  warn(text: string): void;
  /** A plain line, e.g. a log line of a pod. */
  line(text: string): void;
};

/** Progress for people: written to `stream`; colour and a spinner only on a terminal. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  const write = (text: string) => void stream.write(`${text}\n`);
  return {
    step: (text) => write(`  ${text}`),
    done: (text) => write(`  ✓ ${text}`),
    warn: (text) => write(`  ⚠ ${text}`),
    line: (text) => write(text),
  };
}
