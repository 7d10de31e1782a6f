/** What every command prints with `-o json`: one object, one line, on stdout. */
export type Envelope = {
  /** The envelope's own version. */
  version: "1";
  command: string;
  status: "pass" | "fail";
  summary: string;
  /** What one might do next. */
  hints: string[];
  timing: { startedAt: string; durationMs: number };
  /** The command's data; on failure `{ error: { code, message, remedy, place?, cause?, result? } }`. */
  result: unknown;
};
