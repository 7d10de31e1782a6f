/** The types that nodes import from "tentacular". Written by `tntc init`; your editor reads them. */

/** What a node is given besides its input. */
export interface Context {
  /** What the contract in workflow.yaml says about a dependency, and a `fetch` that reaches it. */
  dependency(name: string): Dependency;
  /** Asks a service by name; `Authorization` or `X-API-Key` are added from its secrets. */
  fetch(service: string, path: string, init?: RequestInit): Promise<Response>;
  /** All secrets, as `secrets.<service>.<key>`. Prefer `dependency(name).secret`. */
  secrets: Record<string, Record<string, string>>;
  /** `config` of workflow.yaml, as it is. */
  config: Config;
  log: Logger;
  /** Aborted when the attempt runs out of time. Hand it to whatever you wait for. */
  signal: AbortSignal;
  /** Where one is: the run, and the node. */
  runId: string;
  nodeId: string;
}

export interface Dependency {
  protocol: string;
  host: string;
  port: number;
  authType?: string;
  /** The value of the secret that `auth.secret` names; undefined when it is not there. */
  secret?: string;
  database?: string;
  user?: string;
  subject?: string;
  container?: string;
  /** Asks the dependency's host; for `http` and `https` only. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** `timeout` and `retries` are also read by the engine; every other key is yours. */
export interface Config {
  timeout?: string;
  retries?: number;
  [key: string]: unknown;
}

export interface Logger {
  debug(...words: unknown[]): void;
  info(...words: unknown[]): void;
  warn(...words: unknown[]): void;
  error(...words: unknown[]): void;
}

/** The shape of a node's default export. */
export type NodeFunction<Input = unknown, Output = unknown> = (ctx: Context, input: Input) => Promise<Output> | Output;
