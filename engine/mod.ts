/**
 * What a node of a workflow sees. `import type { Context } from "tentacular";`
 *
 * @example
 * import type { Context } from "tentacular";
 *
 * export default async function greet(ctx: Context, input: { name?: string }) {
 *   ctx.log.info("greeting");
 *   return { text: `Hello, ${input.name ?? "world"}` };
 * }
 */
export type NodeFunction<Input = unknown, Output = unknown> = (ctx: Context, input: Input) => Output | Promise<Output>;

/** A node's file: one default export. */
export type NodeModule = { default: NodeFunction };

/** Handed to each attempt of a node. Members may be taken out: `const { fetch, log } = ctx`. */
export interface Context {
  /** This node's name. */
  readonly nodeId: string;
  /** The run this attempt belongs to; the same in logs and under `/runs/<id>`. */
  readonly runId: string;
  /** Aborted when the attempt has run out of time. `ctx.fetch` and `dependency().fetch` obey it by themselves. */
  readonly signal: AbortSignal;
  /** The workflow's `config`, with overrides of the cluster. One copy for each run. */
  // biome-ignore lint/suspicious/noExplicitAny: only the author of the workflow knows what is there
  readonly config: Record<string, any>;
  /** Secrets by service and key. One copy for each run. */
  // biome-ignore lint/suspicious/noExplicitAny: only the author of the workflow knows what is there
  readonly secrets: Record<string, Record<string, any>>;
  readonly log: Logger;
  /**
   * HTTP to a service. A dependency of the contract is reached at its host; any other service is
   * `https://api.<service>.com`; a path that begins with `http://` or `https://` is taken as it is. The `auth.type` of
   * the dependency says in which header its secret goes; without one, secrets `token` and `api_key` of the service
   * become `Authorization: Bearer` and `X-API-Key`.
   */
  fetch(service: string, path: string, init?: RequestInit): Promise<Response>;
  /**
   * A dependency that the contract declares.
   * @throws when the contract does not declare it
   */
  dependency(name: string): DependencyConnection;
}

/** Lines of a node, with run and node ids added. */
export interface Logger {
  debug(message: string, ...more: unknown[]): void;
  info(message: string, ...more: unknown[]): void;
  warn(message: string, ...more: unknown[]): void;
  error(message: string, ...more: unknown[]): void;
}

/** What the contract says of a dependency, and its secret. */
export interface DependencyConnection {
  readonly protocol: string;
  readonly host: string;
  readonly port: number;
  readonly authType?: string;
  /** The value that `auth.secret` names; undefined when it is not provisioned. */
  // biome-ignore lint/suspicious/noExplicitAny: only the author of the workflow knows what is there
  readonly secret?: any;
  readonly database?: string;
  readonly user?: string;
  readonly subject?: string;
  readonly container?: string;
  /** Only for `http` and `https`: a request to `<protocol>://host:port` + path. Adds no auth of its own. */
  readonly fetch?: (path: string, init?: RequestInit) => Promise<Response>;
}

/** The answer of `POST /run`, and what `tntc run` prints. Times are epoch milliseconds. */
export interface ExecutionResult {
  runId: string;
  success: boolean;
  /** Output of each node that finished. */
  outputs: Record<string, unknown>;
  /** Message of each node that failed. That of `engine`, without timings, is why no node was begun. */
  errors: Record<string, string>;
  timing: Timing & { nodeTimings: Record<string, Timing> };
  /** Added by `tntc run` and `tntc run --local` to a run that failed, as `GET /runs/<id>` has it, if that answers. */
  failures?: Failure[];
}

/** Where and how a node failed. */
export interface Failure {
  node: string;
  /** A stable name, e.g. `node-failed`, `node-timeout`, `permission-denied`, `output-refused`. */
  code: string;
  /** Relative to the workflow's folder. */
  file?: string;
  line?: number;
  column?: number;
  /** What mends it; the message in `errors` ends with it. */
  remedy?: string;
}

/** When a run or a node began and ended. */
export interface Timing {
  startedAt: number;
  completedAt: number;
  durationMs: number;
}
