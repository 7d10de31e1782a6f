import type { Logger } from "../mod.ts";
import type { LoadedDependency, Secrets } from "../wire/load-request.ts";

/** What a context is made of. The runner and the tests differ in this alone. */
export type ContextSource = {
  readonly nodeId: string;
  readonly runId: string;
  readonly signal: AbortSignal;
  readonly config: Record<string, unknown>;
  readonly secrets: Secrets;
  readonly dependencies: Record<string, LoadedDependency> | undefined;
  readonly log: Logger;
  /** Sends the request, aborted with the attempt. */
  fetch(url: URL, init?: RequestInit): Promise<Response>;
};
