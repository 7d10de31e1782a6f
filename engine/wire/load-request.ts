import type { Json } from "./json.ts";

/** Values by service and key, e.g. `secrets.github.token`. */
export type Secrets = Record<string, Record<string, Json>>;

/** One of the workflow's dependencies, as far as a node may see it. */
export type LoadedDependency = {
  protocol: string;
  host?: string | undefined;
  port?: number | undefined;
  type?: string | undefined;
  auth?: { type: string; secret: string } | undefined;
  database?: string | undefined;
  user?: string | undefined;
  subject?: string | undefined;
  container?: string | undefined;
};

/** One node as the runner needs it. */
export type LoadedNode = {
  name: string;
  /** Relative to the workflow's folder. */
  path: string;
  /** Nodes whose output is the input, in the order of the edges, each once. */
  from: string[];
};

/**
 * All that a runner needs to serve a workflow; JSON in the head of a `load` frame.
 * Secrets travel here, never in arguments or environment.
 */
export type LoadRequest = {
  /** Absolute path of the workflow's folder. */
  dir: string;
  nodes: LoadedNode[];
  /** Indices into `nodes`. */
  stages: number[][];
  config: Record<string, Json>;
  /** Absent when the workflow has no contract. */
  dependencies?: Record<string, LoadedDependency> | undefined;
  secrets: Secrets;
  /** Milliseconds per attempt. */
  timeoutMs: number;
  /** Milliseconds for a connection to be made. */
  connectTimeoutMs: number;
  /** Whether nodes may use sockets of Node's: packages do, and what speaks no HTTP. */
  sockets: boolean;
  /** Attempts after the first. */
  retries: number;
  /** Bytes; a run whose result is longer fails. */
  maxResult: number;
};
