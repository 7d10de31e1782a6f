import type { Context } from "../mod.ts";
import type { LoadRequest } from "../wire/load-request.ts";
import type { LogHead } from "../wire/log-head.ts";
import type { Attempt } from "./attempt.ts";
import type { Deadlines } from "./deadlines.ts";

/** What attempts share. The runner and the tests of a workflow each bring their own. */
export type Workplace = {
  readonly request: LoadRequest;
  readonly deadlines: Deadlines;
  /** Says, at once, whose code is entered next. */
  enter(attempt: Attempt): void;
  contextOf(attempt: Attempt): Context;
  log(head: LogHead, text: string): void;
};
