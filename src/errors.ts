/**
 * What a process of ours ends with, and what each number promises. Shown by `tntc --help`.
 * Scripts may rely on these numbers; a new meaning gets a new number.
 */
export const exitCodes = {
  ok: { code: 0, meaning: "Done" },
  failed: { code: 1, meaning: "What was asked for did not succeed: a run, a test, a rollout" },
  usage: { code: 2, meaning: "The command line is wrong" },
  invalid: { code: 3, meaning: "The workflow has errors" },
  preflight: { code: 4, meaning: "The cluster or this machine is not ready; nothing was changed" },
  conflict: { code: 5, meaning: "Somebody else is deploying this workflow" },
  notFound: { code: 6, meaning: "No such workflow, version or file" },
  unreachable: { code: 7, meaning: "The cluster or the workflow cannot be reached" },
  timeout: { code: 8, meaning: "Not finished in the time allowed" },
  internal: { code: 70, meaning: "A fault of ours; please report it" },
  interrupted: { code: 130, meaning: "Interrupted" },
} as const;

/** The name of an exit code. */
export type Exit = keyof typeof exitCodes;

/** Where in a user's file an error is. Lines and columns count from 1. */
export type Place = { file: string; line?: number; column?: number };

/** All that an error can say besides its message. */
export type ErrorDetails = {
  /** A stable name in SCREAMING-KEBAB-CASE, e.g. `IMAGE-NOT-SET`. */
  code: string;
  /** One sentence, or one command, that mends it. */
  remedy: string;
  /** @default "failed" */
  exit?: Exit;
  place?: Place;
  /** Data for `-o json`: findings, evidence, the ExecutionResult. */
  result?: unknown;
  cause?: unknown;
};

/**
 * Every error that we raise on purpose: what went wrong (message), where (place), and what mends it (remedy).
 * Messages start with a capital, end without a period and quote values.
 *
 * @example
 * throw new TentacularError('Workflow "hello" has no node "fetch"', {
 *   code: "NODE-UNKNOWN",
 *   remedy: "Name one of: greet, shout",
 *   exit: "notFound",
 * });
 */
export class TentacularError extends Error {
  readonly code: string;
  readonly remedy: string;
  readonly exit: Exit;
  readonly place: Place | undefined;
  readonly result: unknown;

  constructor(message: string, details: ErrorDetails) {
    super(message, { cause: details.cause });
    this.name = "TentacularError";
    this.code = details.code;
    this.remedy = details.remedy;
    this.exit = details.exit ?? "failed";
    this.place = details.place;
    this.result = details.result;
  }
}
